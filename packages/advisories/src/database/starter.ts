import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isSystemError, messageOf } from "@plimsoll/core";
import { AdvisoryError } from "../errors.ts";
import type { AdvisoryDatabase } from "./advisory-database.ts";
import { openDatabaseBytes } from "./open.ts";

/** Beside `src` and `dist`, so that both find it. */
const STARTER = new URL("../../starter/advisories.db", import.meta.url);

/**
 * Opens the small database that comes with Plimsoll, which knows a fraction of all advisories and says so in its identity.
 *
 * @throws {@link AdvisoryError} as {@link import("./open.ts").openDatabase} does
 */
export function openStarterDatabase(): AdvisoryDatabase {
	return openDatabaseBytes(readStarter(), "the starter database");
}

function readStarter(): Uint8Array {
	try {
		return readFileSync(STARTER);
	} catch (error) {
		const path = fileURLToPath(STARTER);
		const code = isSystemError(error, "ENOENT") ? "database-missing" : "database-unreadable";
		throw new AdvisoryError(code, `the starter database: expected it at ${path}: ${messageOf(error)}`, { path, cause: error });
	}
}
