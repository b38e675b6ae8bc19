import { type DatabaseFiles, type DatabaseFormat, type DatabaseVisitor, HeaderBudget } from "../database.ts";
import { type Reading, tableRows } from "./b-tree.ts";
import { openPages, SQLITE_MAGIC } from "./pages.ts";
import { blobOf, numberOf, readRecord, textOf } from "./record.ts";

const TABLE = "Packages";
const SCHEMA_ROOT = 1;

/**
 * The default of rpm since version 4.16 (`rpmdb.sqlite`): headers in the table `Packages`. Read by hand rather than by
 * SQLite: a foreign schema may make `Packages` a view that never ends, and SQL would run it.
 *
 * @see https://www.sqlite.org/fileformat2.html
 */
export const sqlite: DatabaseFormat = {
	name: "SQLite",
	recognises: (bytes) => SQLITE_MAGIC.every((byte, index) => bytes[index] === byte),
	read: readSqlite,
};

function readSqlite({ bytes, log }: DatabaseFiles, visitor: DatabaseVisitor): void {
	const pages = openPages(bytes, log);
	if (typeof pages === "string") {
		visitor.problem(pages);
		return;
	}
	if (pages.missing > 0) visitor.problem(`it should have ${pages.missing} more pages; the file is cut short`);

	const budget = new HeaderBudget(bytes.length + (log?.length ?? 0));
	const reading = { pages, budget, visitor };
	const root = findTable(reading);
	if (root === undefined) return;
	for (const payload of tableRows(root, reading)) {
		const header = readRecord(payload)
			.map(blobOf)
			.find((blob) => blob !== undefined);
		if (header === undefined) visitor.problem(`a row of ${TABLE} holds no header`);
		else visitor.header(header);
	}
}

/** The first page of the table of headers. Nothing but a table is one, whatever else has its name. */
function findTable(reading: Reading): number | undefined {
	let found = "nothing of that name";
	for (const payload of tableRows(SCHEMA_ROOT, reading)) {
		const [type, name, , root] = readRecord(payload);
		const kind = textOf(type);
		if (textOf(name) !== TABLE) continue;
		const page = numberOf(root) ?? 0;
		if (kind === "table" && page > 0) return page;
		found =
			kind === "table"
				? "a table without pages"
				: `a ${kind === "view" || kind === "index" || kind === "trigger" ? kind : "thing of no known kind"}`;
	}
	reading.visitor.problem(`expected a table ${TABLE}, found ${found}`);
	return undefined;
}
