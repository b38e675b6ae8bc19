/** Marks a file as ours: "Plms" in ASCII, in the header that SQLite leaves to applications. */
export const APPLICATION_ID = 0x506c6d73;

/** Raised whenever what is stored, or what it means, changes; a database of another version is refused. */
export const SCHEMA_VERSION = 1;

/** Stores of sorted lines; see {@link import("./block-writer.ts").BlockWriter}. */
export const STORES = { advisories: 1, aliases: 2 } as const;

/** A store's number in the table of blocks. */
export type Store = (typeof STORES)[keyof typeof STORES];

/**
 * The whole schema, compared text for text when a database is opened: a view, a trigger or a virtual table in the place of
 * a table could run for ever.
 */
export const TABLES: Readonly<Record<string, string>> = {
	meta: "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
	ecosystem: "CREATE TABLE ecosystem (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
	package: "CREATE TABLE package (ecosystem INTEGER, name TEXT, body NOT NULL, PRIMARY KEY (ecosystem, name)) WITHOUT ROWID",
	block: "CREATE TABLE block (id INTEGER PRIMARY KEY, body NOT NULL)",
	block_index: "CREATE TABLE block_index (store INTEGER, first TEXT, block INTEGER NOT NULL, PRIMARY KEY (store, first)) WITHOUT ROWID",
};
