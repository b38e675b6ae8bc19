import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { packageHeader } from "../../../testing/rpm-header.ts";
import { RpmHeader } from "../header.ts";
import { TAGS, WANTED_TAGS } from "../tags.ts";
import { sqlite } from "./sqlite.ts";

const PACKAGES = "CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL);";

interface Made {
	readonly bytes: Buffer;
	readonly log: Buffer | undefined;
}

/** What SQLite itself writes, read before it is closed: so that a log is still there. */
function made(fill: (database: DatabaseSync) => void, { log = false } = {}): Made {
	const folder = mkdtempSync(join(tmpdir(), "plimsoll-rpm-"));
	const path = join(folder, "rpmdb.sqlite");
	const database = new DatabaseSync(path);
	try {
		fill(database);
		return { bytes: readFileSync(path), log: log ? readFileSync(`${path}-wal`) : undefined };
	} finally {
		database.close();
		rmSync(folder, { recursive: true });
	}
}

function insert(database: DatabaseSync, names: readonly string[], padding = 0): void {
	const statement = database.prepare("INSERT INTO Packages (blob) VALUES (?)");
	for (const name of names) statement.run(packageHeader(name, "1-1", { [TAGS.baseNames]: ["x".repeat(padding)] }));
}

function packagesOf({ bytes, log }: Made): { names: (string | undefined)[]; problems: string[] } {
	const names: (string | undefined)[] = [];
	const problems: string[] = [];
	sqlite.read(
		{ bytes, log },
		{
			header(header) {
				const parsed = RpmHeader.parse(header, WANTED_TAGS);
				names.push(typeof parsed === "string" ? parsed : parsed.text(TAGS.name));
			},
			problem: (message) => problems.push(message),
			exhausted: false,
		},
	);
	return { names, problems };
}

function numbered(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `package-${index}`);
}

for (const pageBytes of [512, 1024, 4096, 65536]) {
	test(`trees of pages of ${pageBytes} bytes and rows of every size are walked in order`, () => {
		const names = numbered(600);
		const database = made((one) => {
			one.exec(`PRAGMA page_size = ${pageBytes}; ${PACKAGES}`);
			for (const [index, name] of names.entries()) insert(one, [name], index * 37);
		});

		assert.deepEqual(packagesOf(database), { names, problems: [] });
	});
}

test("rows that were deleted are gone", () => {
	const database = made((one) => {
		one.exec(PACKAGES);
		insert(one, numbered(50), 500);
		one.exec("DELETE FROM Packages WHERE hnum % 2 = 0");
	});

	const { names, problems } = packagesOf(database);

	assert.equal(names.length, 25);
	assert.deepEqual(problems, []);
});

test("the table is found in a schema of many pages", () => {
	const database = made((one) => {
		one.exec("PRAGMA page_size = 512");
		for (let index = 0; index < 60; index++) one.exec(`CREATE TABLE other_${index} (a TEXT, b TEXT)`);
		one.exec(PACKAGES);
		insert(one, ["a"]);
	});

	assert.deepEqual(packagesOf(database), { names: ["a"], problems: [] });
});

test("what was committed to the log only is there", () => {
	const database = made(
		(one) => {
			one.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${PACKAGES}`);
			insert(one, ["a"]);
			one.exec("PRAGMA wal_checkpoint(TRUNCATE)");
			insert(one, ["b", "c"], 9000);
			one.exec("DELETE FROM Packages WHERE hnum = 1");
		},
		{ log: true },
	);

	assert.deepEqual(packagesOf(database), { names: ["b", "c"], problems: [] });
	assert.deepEqual(packagesOf({ ...database, log: undefined }).names, ["a"]);
});

test("a log that is damaged, foreign or not committed counts up to there", () => {
	const database = made(
		(one) => {
			one.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${PACKAGES}`);
			insert(one, ["a"]);
			one.exec("PRAGMA wal_checkpoint(TRUNCATE)");
			insert(one, ["b"]);
			insert(one, ["c"]);
		},
		{ log: true },
	);
	const { log = Buffer.alloc(0) } = database;
	const torn = Buffer.from(log);
	torn[torn.length - 100] = (torn[torn.length - 100] ?? 0) ^ 1;

	assert.deepEqual(packagesOf({ ...database, log: torn }).names, ["a", "b"]);
	assert.deepEqual(packagesOf({ ...database, log: log.subarray(0, -1) }).names, ["a", "b"]);
	assert.deepEqual(packagesOf({ ...database, log: Buffer.alloc(5000, 7) }).names, ["a"]);
	assert.deepEqual(packagesOf({ ...database, log: Buffer.alloc(0) }).names, ["a"]);
});

const ENDLESS = "WITH RECURSIVE n(hnum, blob) AS (SELECT 1, x'00' UNION ALL SELECT hnum + 1, blob FROM n) SELECT * FROM n";
const SCHEMAS: readonly (readonly [title: string, sql: string, problem: RegExp])[] = [
	["a view without an end", `CREATE VIEW Packages AS ${ENDLESS}`, /expected a table Packages, found a view/],
	["an index", "CREATE TABLE t (a); CREATE INDEX Packages ON t (a)", /found an? index/],
	["nothing of that name", "CREATE TABLE t (a)", /found nothing of that name/],
	[
		"a table without rows' numbers",
		"CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB) WITHOUT ROWID",
		/page 2 is not part of a table/,
	],
	["UTF-16", `PRAGMA encoding = 'UTF-16le'; ${PACKAGES}`, /expected text as UTF-8, found encoding 2/],
	["texts for blobs", `${PACKAGES} INSERT INTO Packages (blob) VALUES ('text')`, /a row of Packages holds no header/],
];

for (const [title, sql, problem] of SCHEMAS) {
	test(`a schema with ${title} gives no packages, and is said`, () => {
		const { names, problems } = packagesOf(made((one) => one.exec(sql)));

		assert.deepEqual(names, []);
		assert.equal(problems.length, 1);
		assert.match(problems[0] ?? "", problem);
	});
}

test("a tree that is its own branch ends, and is said", () => {
	const { bytes } = made((one) => {
		one.exec(`PRAGMA page_size = 512; ${PACKAGES}`);
		insert(one, numbered(200));
	});
	// The root of the table is page 2: every child of it becomes the root itself
	const cells = bytes.readUInt16BE(512 + 3);
	for (let index = 0; index < cells; index++) bytes.writeUInt32BE(2, 512 + bytes.readUInt16BE(512 + 12 + index * 2));
	bytes.writeUInt32BE(2, 512 + 8);

	const { names, problems } = packagesOf({ bytes, log: undefined });

	assert.deepEqual(names, []);
	assert.deepEqual(problems, ["page 2 is reached twice"]);
});

test("overflow pages that lead back end, and cost their row", () => {
	const { bytes } = made((one) => {
		one.exec(`PRAGMA page_size = 512; ${PACKAGES}`);
		insert(one, ["a"], 5000);
	});
	// Nothing but overflow pages follow the two roots and sqlite_sequence
	for (let page = 4; page <= bytes.length / 512; page++) bytes.writeUInt32BE(4, (page - 1) * 512);

	const { names, problems } = packagesOf({ bytes, log: undefined });

	assert.deepEqual(names, []);
	assert.match(problems.join(), /goes on elsewhere: page 4 is reached twice/);
});

test("a page of pointers to one row costs no more than the file has bytes", () => {
	const { bytes } = made((one) => {
		one.exec(`PRAGMA page_size = 65536; ${PACKAGES}`);
		insert(one, ["a"], 60_000);
	});
	const [pointer, most] = [bytes.readUInt16BE(65536 + 8), 2000];
	bytes.writeUInt16BE(most, 65536 + 3);
	for (let index = 0; index < most; index++) bytes.writeUInt16BE(pointer, 65536 + 8 + index * 2);

	const { names, problems } = packagesOf({ bytes, log: undefined });

	assert.ok(names.length <= bytes.length / 60_000);
	assert.equal(names.length + problems.length, most);
});

test("a file that is cut short says how much is missing", () => {
	const { bytes } = made((one) => {
		one.exec(`PRAGMA page_size = 512; ${PACKAGES}`);
		insert(one, numbered(200));
	});

	const { names, problems } = packagesOf({ bytes: bytes.subarray(0, 512 * 10), log: undefined });

	assert.ok(names.length > 0 && names.length < 200);
	assert.match(problems[0] ?? "", /should have \d+ more pages/);
	assert.match(problems[1] ?? "", /page \d+ is not there/);
});

const HEADERS: readonly (readonly [title: string, at: number, bytes: readonly number[], problem: RegExp])[] = [
	["pages of 0 bytes", 16, [0, 0], /expected pages of 512 to 65536 bytes, found 0/],
	["pages of 1000 bytes", 16, [3, 232], /found 1000/],
	["pages of which nothing can be used", 20, [255], /expected at least 480 usable bytes/],
];

for (const [title, at, bytes, problem] of HEADERS) {
	test(`${title} are refused`, () => {
		const database = made((one) => one.exec(`PRAGMA page_size = 512; ${PACKAGES}`));
		database.bytes.set(bytes, at);

		assert.match(packagesOf(database).problems.join(), problem);
	});
}
