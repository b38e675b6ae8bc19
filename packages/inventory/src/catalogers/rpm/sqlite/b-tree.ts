import type { DatabaseVisitor, HeaderBudget } from "../database.ts";
import { u16be, u32be } from "../numbers.ts";
import type { SqlitePage, SqlitePages } from "./pages.ts";
import { readVarint } from "./varint.ts";

const INTERIOR_TABLE = 0x05;
const LEAF_TABLE = 0x0d;
const INTERIOR_HEADER_BYTES = 12;
const LEAF_HEADER_BYTES = 8;
const POINTER_BYTES = 4;

/** What a walk needs. */
export interface Reading {
	readonly pages: SqlitePages;
	readonly budget: HeaderBudget;
	readonly visitor: DatabaseVisitor;
}

/**
 * The rows of a table in the order of its keys. Every page is used once, for whatever purpose: a b-tree whose pages meet or
 * turn back is forged, and only what is reached first counts.
 */
export function* tableRows(root: number, reading: Reading): Generator<Uint8Array> {
	const used = new Set<number>();
	const pending = [root];
	for (let number = pending.pop(); number !== undefined && !reading.visitor.exhausted; number = pending.pop()) {
		const page = usePage(number, used, reading);
		if (typeof page === "string") {
			reading.visitor.problem(page);
			continue;
		}
		const type = page.bytes[page.start];
		if (type === INTERIOR_TABLE) pending.push(...childrenOf(page, reading.pages).reverse());
		else if (type === LEAF_TABLE) yield* leafRows(page, number, { ...reading, used });
		else reading.visitor.problem(`page ${number} is not part of a table`);
	}
}

function usePage(number: number, used: Set<number>, { pages }: Reading): SqlitePage | string {
	const page = pages.page(number);
	if (page === undefined) return `page ${number} is not there`;
	if (used.has(number)) return `page ${number} is reached twice`;
	used.add(number);
	return page;
}

/** Where the cells of a page are; those outside it are left out. */
function cellsOf({ bytes, start }: SqlitePage, headerBytes: number, usable: number): number[] {
	const first = start + headerBytes;
	const count = Math.min(u16be(bytes, start + 3), Math.floor((usable - first) / 2));
	const cells: number[] = [];
	for (let index = 0; index < count; index++) {
		const at = u16be(bytes, first + index * 2);
		if (at >= first && at < usable) cells.push(at);
	}
	return cells;
}

/** Distinct, so that a page of pointers to one place does not cost one entry each. */
function childrenOf(page: SqlitePage, { usable }: SqlitePages): number[] {
	const children = cellsOf(page, INTERIOR_HEADER_BYTES, usable).map((at) => u32be(page.bytes, at));
	return [...new Set([...children, u32be(page.bytes, page.start + 8)])];
}

interface LeafReading extends Reading {
	readonly used: Set<number>;
}

function* leafRows(page: SqlitePage, number: number, reading: LeafReading): Generator<Uint8Array> {
	const said = u16be(page.bytes, page.start + 3);
	const cells = cellsOf(page, LEAF_HEADER_BYTES, reading.pages.usable);
	if (cells.length < said) reading.visitor.problem(`page ${number} says it has ${said} rows, ${said - cells.length} of them outside it`);
	for (const at of cells) {
		if (reading.visitor.exhausted) return;
		const payload = readCell(page, at, reading);
		if (typeof payload === "string") reading.visitor.problem(`page ${number}: ${payload}`);
		else yield payload;
	}
}

/** A row's bytes, put together where they go on in overflow pages; or what is wrong. */
function readCell({ bytes }: SqlitePage, at: number, reading: LeafReading): Uint8Array | string {
	const { usable } = reading.pages;
	const size = readVarint(bytes, at);
	const start = readVarint(bytes, size.end).end;
	const local = localBytes(size.value, usable);
	const end = start + local + (local < size.value ? POINTER_BYTES : 0);
	if (end > usable) return "a row ends outside it";
	if (!reading.budget.take(size.value)) return `a row says it has ${size.value} bytes, more than the file has left`;

	const head = bytes.subarray(start, start + local);
	return local === size.value ? head : readOverflow(head, { first: u32be(bytes, start + local), size: size.value }, reading);
}

/** How many bytes of a row are in its page. The constants are the format's. */
function localBytes(size: number, usable: number): number {
	const most = usable - 35;
	if (size <= most) return size;
	const least = Math.floor(((usable - 12) * 32) / 255) - 23;
	const fitting = least + ((size - least) % (usable - POINTER_BYTES));
	return fitting <= most ? fitting : least;
}

function readOverflow(
	head: Uint8Array,
	{ first, size }: { readonly first: number; readonly size: number },
	reading: LeafReading,
): Uint8Array | string {
	const parts = [head];
	let left = size - head.length;
	for (let number = first; left > 0; ) {
		const page = usePage(number, reading.used, reading);
		if (typeof page === "string") return `a row goes on elsewhere: ${page}`;
		const length = Math.min(left, reading.pages.usable - POINTER_BYTES);
		parts.push(page.bytes.subarray(POINTER_BYTES, POINTER_BYTES + length));
		left -= length;
		number = u32be(page.bytes, 0);
	}
	return Buffer.concat(parts, size);
}
