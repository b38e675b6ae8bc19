import { OciError } from "../errors.ts";
import { parseMap } from "./sparse.ts";
import { decodeName } from "./tar-text.ts";

const EQUALS = 0x3d;
const NEWLINE = 0x0a;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
const SPARSE_PREFIX = "GNU.sparse.";

/** The records of a PAX extended header that matter here. Absent is what the header does not say. */
export interface PaxRecords {
	path?: string;
	linkPath?: string;
	size?: number;
	/** What is wrong with a path, where one is too long to keep. */
	problem?: { readonly message: string; readonly limit: "maxPathBytes" };
	/** GNU's sparse records by their name without `GNU.sparse.`; `offset` and `numbytes`, which are repeated, are in `map`. */
	sparse?: Map<string, string>;
	/** The numbers of repeated `GNU.sparse.offset` and `GNU.sparse.numbytes` (version 0.0), in order. */
	sparseMap?: number[];
}

/**
 * Reads the records of a PAX extended header: `LENGTH KEY=VALUE\n`, where the length counts the whole record.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03
 * @throws {@link OciError} `archive-malformed`, since what follows cannot be trusted when a size may be lost
 */
export function readPaxRecords(bytes: Buffer, maxPathBytes: number): PaxRecords {
	const records: PaxRecords = {};
	let at = 0;
	while (at < bytes.length && bytes[at] !== 0) {
		const { keyStart, end } = readLength(bytes, at);
		const equals = bytes.indexOf(EQUALS, keyStart);
		if (equals === -1 || equals >= end || bytes[end - 1] !== NEWLINE) {
			throw malformed(`a record at byte ${at} is not "length key=value"`);
		}
		takeRecord(records, bytes, { keyStart, equals, end: end - 1, maxPathBytes });
		at = end;
	}
	return records;
}

interface RecordPlace {
	readonly keyStart: number;
	readonly equals: number;
	readonly end: number;
	readonly maxPathBytes: number;
}

function readLength(bytes: Buffer, start: number): { keyStart: number; end: number } {
	let length = 0;
	let at = start;
	for (; at < bytes.length; at++) {
		const byte = bytes[at] ?? 0;
		if (byte < ZERO || byte > NINE) break;
		length = length * 10 + byte - ZERO;
		if (length > bytes.length) break;
	}
	if (bytes[at] !== SPACE || at === start || start + length > bytes.length || length < at - start + 3) {
		throw malformed(`the length of the record at byte ${start} is wrong`);
	}
	return { keyStart: at + 1, end: start + length };
}

function takeRecord(records: PaxRecords, bytes: Buffer, place: RecordPlace): void {
	const { keyStart, equals, end } = place;
	// The keys of interest are short; a long one costs no allocation.
	if (equals - keyStart > 32) return;

	const key = bytes.toString("latin1", keyStart, equals);
	switch (key) {
		case "path":
			takePath(records, "path", bytes, place);
			break;
		case "linkpath":
			takePath(records, "linkPath", bytes, place);
			break;
		case "size":
			takeSize(records, bytes.toString("latin1", equals + 1, Math.min(end, equals + 32)));
			break;
		default:
			if (key.startsWith(SPARSE_PREFIX)) takeSparse(records, key.slice(SPARSE_PREFIX.length), bytes.toString("utf8", equals + 1, end));
	}
}

/** An empty value takes back what an earlier record said. */
function takePath(records: PaxRecords, key: "path" | "linkPath", bytes: Buffer, place: RecordPlace): void {
	const start = place.equals + 1;
	delete records[key];
	if (place.end === start) return;

	if (place.end - start > place.maxPathBytes) {
		const message = `its PAX ${key.toLowerCase()} has ${place.end - start} bytes, the limit is ${place.maxPathBytes}`;
		records.problem = { message, limit: "maxPathBytes" };
		return;
	}
	records[key] = decodeName(bytes, start, place.end);
}

function takeSize(records: PaxRecords, text: string): void {
	delete records.size;
	if (text === "") return;

	const size = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
	if (!Number.isSafeInteger(size)) throw malformed(`the size ${JSON.stringify(text)} is no number of bytes`);
	records.size = size;
}

function takeSparse(records: PaxRecords, name: string, value: string): void {
	if (name === "offset" || name === "numbytes") {
		records.sparseMap ??= [];
		records.sparseMap.push(parseMap(value)[0] ?? Number.NaN);
		return;
	}
	records.sparse ??= new Map();
	records.sparse.set(name, value);
}

function malformed(what: string): OciError {
	return new OciError("archive-malformed", `The PAX header of a tar entry is malformed: ${what}`);
}
