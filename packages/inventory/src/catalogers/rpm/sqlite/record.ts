import { readVarint } from "./varint.ts";

/** More than SQLite allows a table to have. */
const MAX_COLUMNS = 2000;

/** Bytes of serial types 0 to 9: nothing, integers of six widths, a float, the constants 0 and 1. */
const FIXED_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
const FIRST_INTEGER = 1;
const LAST_INTEGER = 6;
const CONSTANT_ONE = 9;
const FIRST_BLOB = 12;

/** A value of a row, not yet decoded. */
export interface Column {
	/** SQLite's serial type, which tells kind and size. */
	readonly type: number;
	readonly bytes: Uint8Array;
}

/** Takes a row apart. Columns that the row has no bytes for are left out. */
export function readRecord(payload: Uint8Array): Column[] {
	const columns: Column[] = [];
	const header = readVarint(payload, 0);
	let body = header.value;
	for (let at = header.end; at < header.value && at < payload.length && columns.length < MAX_COLUMNS; ) {
		const { value: type, end } = readVarint(payload, at);
		const size = type < FIRST_BLOB ? (FIXED_BYTES[type] ?? 0) : Math.floor((type - FIRST_BLOB) / 2);
		if (body + size > payload.length) break;
		columns.push({ type, bytes: payload.subarray(body, body + size) });
		body += size;
		at = end;
	}
	return columns;
}

/** The bytes of a blob; undefined for anything else, and for an empty one. */
export function blobOf(column: Column): Uint8Array | undefined {
	return column.type > FIRST_BLOB && column.type % 2 === 0 ? column.bytes : undefined;
}

/** A text; undefined for anything else. */
export function textOf(column: Column | undefined): string | undefined {
	if (column === undefined || column.type < FIRST_BLOB || column.type % 2 === 0) return undefined;
	return Buffer.from(column.bytes.buffer, column.bytes.byteOffset, column.bytes.byteLength).toString("utf8");
}

/** An integer that is not negative; undefined for anything else. */
export function numberOf(column: Column | undefined): number | undefined {
	if (column === undefined) return undefined;
	if (column.type === CONSTANT_ONE) return 1;
	if (column.type < FIRST_INTEGER || column.type > LAST_INTEGER) return undefined;

	let value = 0;
	for (const byte of column.bytes) value = value * 256 + byte;
	return (column.bytes[0] ?? 0) < 0x80 ? value : undefined;
}
