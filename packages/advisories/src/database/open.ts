import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { isSystemError, messageOf } from "@plimsoll/core";
import { AdvisoryError } from "../errors.ts";
import type { AdvisoryDatabase } from "./advisory-database.ts";
import { checkHeader, HEADER_BYTES } from "./header.ts";
import { parseIdentity } from "./identity.ts";
import { TABLES } from "./schema.ts";
import { SqliteAdvisories } from "./sqlite-advisories.ts";

/** How errors call a database that is not a file. */
const EMBEDDED = "the embedded database";

/**
 * Opens a database that {@link import("./build.ts").buildDatabase} made. Nothing of it is loaded; the file may lie on a
 * read-only file system, and may be replaced while it is open.
 *
 * @throws {@link AdvisoryError} `database-missing`, `database-unreadable`, `database-foreign` for a file that is none,
 * `database-version` for one of another version of Plimsoll, `database-corrupt`; each names the file
 * @example
 * ```ts
 * const database = openDatabase("advisories.db");
 * ```
 */
export function openDatabase(path: string): AdvisoryDatabase {
	checkFile(path);
	const address = pathToFileURL(path);
	address.searchParams.set("immutable", "1");
	return openChecked(path, () => new DatabaseSync(address, { readOnly: true }));
}

/**
 * Opens a database whose bytes are at hand as a whole.
 *
 * @param name how errors call it
 * @throws {@link AdvisoryError} as {@link openDatabase} does
 */
export function openDatabaseBytes(bytes: Uint8Array, name: string = EMBEDDED): AdvisoryDatabase {
	checkHeader(bytes.subarray(0, HEADER_BYTES), bytes.length, name);
	return openChecked(name, () => {
		const database = new DatabaseSync(":memory:");
		database.deserialize(bytes);
		return database;
	});
}

function openChecked(path: string, open: () => DatabaseSync): AdvisoryDatabase {
	let database: DatabaseSync | undefined;
	try {
		database = open();
		database.exec("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;");
		checkSchema(database);
		const identity = database.prepare("SELECT value FROM meta WHERE name = 'identity'").get()?.["value"];
		const parsed = typeof identity === "string" ? parseIdentity(identity) : undefined;
		if (parsed === undefined) throw new TypeError("it does not say what it is");
		return new SqliteAdvisories(database, path, parsed);
	} catch (error) {
		database?.close();
		const message = `${path}: expected a whole advisory database: ${messageOf(error)}`;
		throw new AdvisoryError("database-corrupt", message, { path, cause: error });
	}
}

/** Ours and nothing else: what is called a table might be a view without end. */
function checkSchema(database: DatabaseSync): void {
	const found = database.prepare("SELECT name, sql FROM sqlite_schema LIMIT 100").all();
	const same = found.length === Object.keys(TABLES).length && found.every(({ name, sql }) => sql === TABLES[String(name)]);
	if (!same) throw new TypeError("its tables are not those of this version");
}

function checkFile(path: string): void {
	let fd: number;
	try {
		fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
	} catch (error) {
		if (isSystemError(error, "ENOENT", "ENOTDIR")) {
			throw new AdvisoryError("database-missing", `${path}: expected an advisory database, found nothing`, { path, cause: error });
		}
		throw new AdvisoryError("database-unreadable", `${path}: could not be opened: ${messageOf(error)}`, { path, cause: error });
	}
	try {
		const stat = fstatSync(fd);
		if (!stat.isFile())
			throw new AdvisoryError("database-foreign", `${path}: expected an advisory database, found no regular file`, { path });
		const header = new Uint8Array(HEADER_BYTES);
		const length = readSync(fd, header, 0, HEADER_BYTES, 0);
		checkHeader(header.subarray(0, length), stat.size, path);
	} finally {
		closeSync(fd);
	}
}
