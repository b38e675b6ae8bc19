import { BerkeleyPages, PAGE_HEADER_BYTES, PAGE_TYPES, type Page, readMetadata } from "./berkeley-pages.ts";
import { type DatabaseFiles, type DatabaseFormat, type DatabaseVisitor, HeaderBudget } from "./database.ts";

const ITEM_KEY_DATA = 1;
const ITEM_OFF_PAGE = 3;

/** `H_OFFPAGE`: a type, three bytes of nothing, the first page, the length. */
const OFF_PAGE_BYTES = 12;

/** Under the key 0 is not a package but the next package's number. */
const COUNTER_BYTES = 4;

/**
 * Berkeley DB's hash (`Packages`), as rpm wrote it up to version 4.15: pairs of a package's number and its header, the
 * latter on overflow pages unless tiny. All hash pages are looked at in the order of the file, so that no chain of buckets
 * has to be trusted.
 *
 * @see https://docs.oracle.com/database/bdb181/html/programmer_reference/am_conf.html
 */
export const berkeleyDb: DatabaseFormat = {
	name: "Berkeley DB",
	recognises: (bytes) => readMetadata(bytes) !== undefined,
	read: readBerkeleyDb,
};

function readBerkeleyDb({ bytes }: DatabaseFiles, visitor: DatabaseVisitor): void {
	const metadata = readMetadata(bytes);
	if (metadata === undefined) return;
	if (typeof metadata === "string") {
		visitor.problem(metadata);
		return;
	}
	const pages = new BerkeleyPages(bytes, metadata);
	if (pages.missing > 0) visitor.problem(`it should have ${pages.missing} more pages; the file is cut short`);

	const budget = new HeaderBudget(bytes.length);
	for (const page of pages.all()) {
		if (page.type === PAGE_TYPES.hash || page.type === PAGE_TYPES.hashUnsorted) readHashPage({ page, pages, budget, visitor });
	}
}

interface HashPage {
	readonly page: Page;
	readonly pages: BerkeleyPages;
	readonly budget: HeaderBudget;
	readonly visitor: DatabaseVisitor;
}

/** A hash page: an index of offsets, at which keys and values lie by turns. Items are stored from the page's end. */
function readHashPage({ page, pages, budget, visitor }: HashPage): void {
	if (PAGE_HEADER_BYTES + page.entries * 2 > page.bytes.length || page.entries % 2 !== 0) {
		visitor.problem(`page ${page.number} says it has ${page.entries} entries`);
		return;
	}
	for (let index = 1; index < page.entries && !visitor.exhausted; index += 2) {
		const start = page.u16(PAGE_HEADER_BYTES + index * 2);
		const end = page.u16(PAGE_HEADER_BYTES + (index - 1) * 2);
		const found = readValue(page, { start, end }, pages, budget);
		if (typeof found === "string") visitor.problem(`page ${page.number}, entry ${index}: ${found}`);
		else if (found !== undefined) visitor.header(found);
	}
}

/** The header that an item holds or points at; undefined for the counter; or what is wrong. */
function readValue(
	page: Page,
	{ start, end }: { readonly start: number; readonly end: number },
	pages: BerkeleyPages,
	budget: HeaderBudget,
): Uint8Array | string | undefined {
	if (start < PAGE_HEADER_BYTES || start >= end || end > page.bytes.length) return "its offsets are not inside the page";

	const type = page.bytes[start];
	if (type === ITEM_KEY_DATA) {
		const value = page.bytes.subarray(start + 1, end);
		if (value.length === COUNTER_BYTES) return undefined;
		return budget.take(value.length) ? value : "its header overlaps others";
	}
	if (type !== ITEM_OFF_PAGE) return `expected a value, found an item of type ${type}`;
	if (start + OFF_PAGE_BYTES > page.bytes.length) return "its offsets are not inside the page";

	const length = page.u32(start + 8);
	if (!budget.take(length)) return `its header says ${length} bytes, more than the file has left`;
	return pages.overflow(page.u32(start + 4), length);
}
