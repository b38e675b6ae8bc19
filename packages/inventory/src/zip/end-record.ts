import type { Parsed, Problem } from "../formats/problem.ts";
import { uint64, viewOf } from "./binary.ts";

const END = 0x06054b50;
const END_BYTES = 22;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const END_64 = 0x06064b50;
const END_64_BYTES = 56;
const MAX_COMMENT = 0xffff;
const IN_ZIP_64 = 0xffffffff;

/** Where the central directory of a zip lies. */
export interface DirectoryPlace {
	readonly start: number;
	readonly end: number;
	readonly entries: number;
	/** Added to the offsets that the directory names: what stands before the zip, such as a start script. */
	readonly shift: number;
}

/** What one of the two end records says. */
interface EndRecord {
	readonly entries: number;
	readonly size: number;
	readonly offset: number;
	/** Where the record itself begins: right behind the directory. */
	readonly position: number;
}

/**
 * Finds the central directory of a zip.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.14 to 4.3.16
 */
export function findDirectory(bytes: Uint8Array): Parsed<DirectoryPlace> {
	const view = viewOf(bytes);
	const position = endPosition(view);
	if (position === undefined) return malformed("no zip: it has no end record");
	if (view.getUint16(position + 4, true) !== view.getUint16(position + 6, true)) return malformed("a zip in several parts");

	const short: EndRecord = {
		entries: view.getUint16(position + 10, true),
		size: view.getUint32(position + 12, true),
		offset: view.getUint32(position + 16, true),
		position,
	};
	const long = zip64Record(view, position);
	if (long === undefined) return placeOf(short);
	return agrees(short, long) ? placeOf(long) : malformed("its zip64 end record contradicts the other one");
}

/** The record whose comment ends with the file; else the last one whose comment fits. */
function endPosition(view: DataView): number | undefined {
	const last = view.byteLength - END_BYTES;
	const first = Math.max(0, last - MAX_COMMENT);
	let fitting: number | undefined;
	for (let position = last; position >= first; position--) {
		if (view.getUint32(position, true) !== END) continue;
		const rest = last - position - view.getUint16(position + 20, true);
		if (rest === 0) return position;
		if (rest > 0) fitting ??= position;
	}
	return fitting;
}

function zip64Record(view: DataView, end: number): EndRecord | undefined {
	const locator = end - LOCATOR_BYTES;
	if (locator < END_64_BYTES || view.getUint32(locator, true) !== LOCATOR) return undefined;

	// By its place before the locator where something stands before the zip, so that offsets are not those of the file.
	const named = uint64(view, locator + 8);
	const position = named <= locator - END_64_BYTES && view.getUint32(named, true) === END_64 ? named : locator - END_64_BYTES;
	if (view.getUint32(position, true) !== END_64) return { entries: Number.NaN, size: Number.NaN, offset: Number.NaN, position };
	return { entries: uint64(view, position + 32), size: uint64(view, position + 40), offset: uint64(view, position + 48), position };
}

/** A field of the short record that is not full must say the same. */
function agrees(short: EndRecord, long: EndRecord): boolean {
	return (
		(short.entries === 0xffff || short.entries === long.entries) &&
		(short.size === IN_ZIP_64 || short.size === long.size) &&
		(short.offset === IN_ZIP_64 || short.offset === long.offset)
	);
}

function placeOf({ entries, size, offset, position }: EndRecord): Parsed<DirectoryPlace> {
	const start = position - size;
	const shift = start - offset;
	// Also where one of them is no number.
	if (!(start >= 0 && shift >= 0 && entries >= 0)) return malformed("its central directory would begin before the file");
	return { value: { start, end: position, entries, shift } };
}

function malformed(message: string): { problem: Problem } {
	return { problem: { code: "file-malformed", message } };
}
