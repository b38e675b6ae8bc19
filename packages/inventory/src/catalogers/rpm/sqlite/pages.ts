import { u16be, u32be } from "../numbers.ts";
import { readLog } from "./write-ahead-log.ts";

/** How every database begins. */
export const SQLITE_MAGIC: Uint8Array = Buffer.from("SQLite format 3\0", "latin1");

/** The header of the file, at the start of its first page. */
const FILE_HEADER_BYTES = 100;
const MIN_PAGE_BYTES = 512;
const MAX_PAGE_BYTES = 64 * 1024;
/** A page must have room for one cell: SQLite itself demands as much. */
const MIN_USABLE_BYTES = 480;
const UTF_8 = 1;

/** A page of a b-tree, or of what overflows one. */
export interface SqlitePage {
	readonly bytes: Uint8Array;
	/** Where the page's own header begins: the first page has the file's before it. */
	readonly start: number;
}

/** The pages of a database, by their number. */
export interface SqlitePages {
	/** Bytes of a page that b-trees use; extensions keep the rest for themselves. */
	readonly usable: number;
	/** Pages that the file says it has and has not. */
	readonly missing: number;
	/** Undefined where the file has no such page. */
	page(number: number): SqlitePage | undefined;
}

/**
 * Reads the header of a database, and the log beside it: pages there are newer than those of the file.
 *
 * @returns why it cannot be read, where it cannot
 */
export function openPages(bytes: Uint8Array, log: Uint8Array | undefined): SqlitePages | string {
	if (bytes.length < FILE_HEADER_BYTES) return "it is cut short within its header";

	const size = u16be(bytes, 16) === 1 ? MAX_PAGE_BYTES : u16be(bytes, 16);
	if (size < MIN_PAGE_BYTES || (size & (size - 1)) !== 0)
		return `expected pages of ${MIN_PAGE_BYTES} to ${MAX_PAGE_BYTES} bytes, found ${size}`;
	const usable = size - (bytes[20] ?? 0);
	if (usable < MIN_USABLE_BYTES) return `expected at least ${MIN_USABLE_BYTES} usable bytes a page, found ${usable}`;
	if (u32be(bytes, 56) !== UTF_8) return `expected text as UTF-8, found encoding ${u32be(bytes, 56)}`;

	const logged = readLog(log, size);
	// The count only holds where the version that wrote it is the last that wrote anything
	const promised = u32be(bytes, 24) === u32be(bytes, 92) ? u32be(bytes, 28) : 0;
	const count = Math.floor(bytes.length / size);
	return {
		usable,
		missing: logged.size > 0 ? 0 : Math.max(0, promised - count),
		page(number) {
			const page = logged.get(number) ?? (number > 0 && number <= count ? bytes.subarray((number - 1) * size, number * size) : undefined);
			return page === undefined ? undefined : { bytes: page, start: number === 1 ? FILE_HEADER_BYTES : 0 };
		},
	};
}
