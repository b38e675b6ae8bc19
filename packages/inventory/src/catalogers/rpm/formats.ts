import { berkeleyDb } from "./berkeley-db.ts";
import type { DatabaseFormat } from "./database.ts";
import { ndb } from "./ndb.ts";
import { sqlite } from "./sqlite/sqlite.ts";

/** Every way in which rpm keeps its headers. */
const FORMATS: readonly DatabaseFormat[] = [sqlite, ndb, berkeleyDb];

/** The format of a database, by what is in it. */
export function formatOf(bytes: Uint8Array): DatabaseFormat | undefined {
	return FORMATS.find((format) => format.recognises(bytes));
}
