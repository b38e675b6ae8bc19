import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it, type TestContext } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { AdvisoryError } from "../errors.ts";
import { zipOf } from "../testdata/make-zip.ts";
import { recordOf, scratchFolder, writeFiles } from "../testdata/scratch.ts";
import { buildDatabase } from "./build.ts";
import { openDatabase, openDatabaseBytes } from "./open.ts";

const NAMES = Array.from({ length: 40 }, (_, index) => `package-${index}`);

async function builtDatabase(test: TestContext): Promise<string> {
	const folder = scratchFolder(test);
	const records = NAMES.map((name, index) =>
		recordOf(`GHSA-${index}`, "npm", name, `1.${index}.0`, { aliases: [`CVE-2024-${1000 + index}`] }),
	);
	writeFiles(folder, { "feed/npm/all.zip": zipOf(records) });
	const output = join(folder, "advisories.db");
	await buildDatabase({ from: join(folder, "feed"), output, kind: "full", limits: defaultLimits() });
	return output;
}

/** Changes a database by SQL, as an attacker might. */
function tamper(path: string, sql: string): void {
	const database = new DatabaseSync(path);
	database.enableDefensive(false);
	database.exec(sql);
	database.close();
}

describe("openDatabase", () => {
	it("looks up by ecosystem and name, by id and by alias", async (test) => {
		const database = openDatabase(await builtDatabase(test));
		test.after(() => database.close());

		const [advisory] = database.lookup("npm", "package-7");

		assert.equal(advisory?.id, "GHSA-7");
		assert.deepEqual(advisory?.facts().aliases, ["CVE-2024-1007"]);
		assert.deepEqual(database.facts("GHSA-7"), advisory?.facts());
		assert.deepEqual(database.recordsNaming("CVE-2024-1007"), ["GHSA-7"]);
		assert.deepEqual(database.lookup("npm", "package-700"), []);
		assert.deepEqual(database.lookup("Cobol", "package-7"), []);
		assert.equal(database.facts("GHSA-700"), undefined);
		assert.deepEqual(database.recordsNaming("A"), []);
	});

	it("opens the same from bytes", async (test) => {
		const path = await builtDatabase(test);

		const database = openDatabaseBytes(readFileSync(path));

		assert.equal(database.lookup("npm", "package-39").length, 1);
		database.close();
		database.close();
	});

	it("takes a path with characters that mean something in addresses", async (test) => {
		const path = await builtDatabase(test);
		const odd = join(scratchFolder(test), "a%20b?mode=rwc#x.db");
		writeFileSync(odd, readFileSync(path));

		const database = openDatabase(odd);

		assert.equal(database.lookup("npm", "package-1").length, 1);
		database.close();
	});

	it("names a file that is not there, and one that is no file", (test) => {
		const folder = scratchFolder(test);
		mkdirSync(join(folder, "folder.db"));
		execFileSync("mkfifo", [join(folder, "fifo.db")]);

		assert.throws(() => openDatabase(join(folder, "none.db")), { code: "database-missing", path: join(folder, "none.db") });
		assert.throws(() => openDatabase(join(folder, "folder.db")), { code: "database-foreign" });
		assert.throws(() => openDatabase(join(folder, "fifo.db")), { code: "database-foreign" });
	});

	it("tells foreign files from its own", (test) => {
		const folder = scratchFolder(test);
		const sqlite = new DatabaseSync(join(folder, "sqlite.db"));
		sqlite.exec("CREATE TABLE meta (name, value)");
		sqlite.close();
		writeFiles(folder, { "text.db": "no database", "empty.db": "", "page.db": "<html>".repeat(100) });

		for (const name of ["sqlite.db", "text.db", "empty.db", "page.db"]) {
			assert.throws(() => openDatabase(join(folder, name)), { code: "database-foreign", message: new RegExp(name) });
		}
	});

	it("refuses another version and says what to do", async (test) => {
		const path = await builtDatabase(test);
		tamper(path, "PRAGMA user_version = 99");

		assert.throws(() => openDatabase(path), { code: "database-version", message: /expected .* version 1, found 99; build it again/ });
	});

	it("refuses a database whose tables are others", async (test) => {
		const statements = [
			"DROP TABLE package; CREATE VIEW package AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r",
			"CREATE TABLE more (x)",
			"CREATE TRIGGER t AFTER INSERT ON meta BEGIN SELECT 1; END",
			"DROP TABLE block",
			"DELETE FROM meta",
			"UPDATE meta SET value = '[]'",
			"UPDATE meta SET value = '{'",
		];

		for (const sql of statements) {
			const path = await builtDatabase(test);
			tamper(path, sql);
			assert.throws(() => openDatabase(path), { code: "database-corrupt" }, sql);
		}
	});

	it("refuses a file that is cut short anywhere", async (test) => {
		const path = await builtDatabase(test);
		const whole = readFileSync(path);

		for (let length = 0; length < whole.length; length += 97) {
			assert.throws(() => openDatabaseBytes(whole.subarray(0, length)), { name: "AdvisoryError" });
			writeFileSync(path, whole.subarray(0, length));
			assert.throws(() => openDatabase(path), { name: "AdvisoryError", path });
		}
	});

	it("never fails with anything but its own error, whichever byte is damaged", async (test) => {
		const path = await builtDatabase(test);
		const whole = readFileSync(path);
		let damaged = 0;

		for (let at = 0; at < whole.length; at += 23) {
			const bytes = Buffer.from(whole);
			bytes[at] = (bytes[at] ?? 0) ^ 0xff;
			damaged += Number(complains(bytes));
		}

		assert.ok(damaged > 0);
	});

	it("takes rows that are nothing of its own for unreadable", async (test) => {
		const rows = ["'x'", "'{}'", "'[[1]]'", '\'[["a",[["?1"]]]]\'', "x'00'", "x'28b52ffd'", "7"];

		for (const row of rows) {
			const path = await builtDatabase(test);
			tamper(path, `UPDATE package SET body = ${row}; UPDATE block SET body = ${row}`);
			const database = openDatabase(path);
			assert.throws(() => database.lookup("npm", "package-1"), { code: "advisory-unreadable", message: /package-1 in npm/ }, row);
			database.close();
		}
	});
});

/** Whether anything that is asked of a damaged database is answered with an error; all of them must be typed. */
function complains(bytes: Buffer): boolean {
	try {
		const database = openDatabaseBytes(bytes);
		try {
			for (const name of NAMES) for (const advisory of database.lookup("npm", name)) advisory.facts();
			database.recordsNaming("CVE-2024-1007");
		} finally {
			database.close();
		}
		return false;
	} catch (error) {
		assert.ok(error instanceof AdvisoryError, String(error));
		return true;
	}
}
