import { uint64 } from "./binary.ts";

const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_HEADER_BYTES = 46;
const ZIP_64_FIELD = 1;
const IN_ZIP_64 = 0xffffffff;

/** An entry as the central directory tells it. Nothing of it is believed before its local header says the same. */
export interface ZipEntry {
	/** As stored; decoded as UTF-8, which ASCII names of every encoding are. Never used as a path of this machine. */
	readonly name: string;
	readonly flags: number;
	readonly method: number;
	readonly crc32: number;
	/** Bytes stored. */
	readonly stored: number;
	/** Bytes once inflated. */
	readonly size: number;
	/** Where its local header begins. */
	readonly offset: number;
}

/** Where a header of the central directory lies. */
export interface CentralHeader {
	readonly position: number;
	readonly name: { readonly start: number; readonly length: number };
	/** Where the next one would begin. */
	readonly next: number;
}

/** The header at a position; undefined where there is none, or not all of it before the directory's end. */
export function centralHeader(view: DataView, position: number, end: number): CentralHeader | undefined {
	if (position + CENTRAL_HEADER_BYTES > end || view.getUint32(position, true) !== CENTRAL_HEADER) return undefined;

	const nameLength = view.getUint16(position + 28, true);
	const rest = view.getUint16(position + 30, true) + view.getUint16(position + 32, true);
	const next = position + CENTRAL_HEADER_BYTES + nameLength + rest;
	return next > end ? undefined : { position, name: { start: position + CENTRAL_HEADER_BYTES, length: nameLength }, next };
}

/** The entry; undefined where its zip64 field lacks what the header leaves to it. */
export function entryOf(view: DataView, header: CentralHeader, name: string, shift: number): ZipEntry | undefined {
	const { position } = header;
	const extra = header.name.start + header.name.length;
	// In the order in which a zip64 field has them.
	const short = [view.getUint32(position + 24, true), view.getUint32(position + 20, true), view.getUint32(position + 42, true)];
	const [size, stored, offset] = withZip64(view, short, { start: extra, end: extra + view.getUint16(position + 30, true) });
	if (size === undefined || stored === undefined || offset === undefined) return undefined;
	return {
		name,
		flags: view.getUint16(position + 8, true),
		method: view.getUint16(position + 10, true),
		crc32: view.getUint32(position + 16, true),
		stored,
		size,
		offset: offset + shift,
	};
}

/** The numbers of a header, those that do not fit taken from its zip64 field. */
function withZip64(
	view: DataView,
	short: readonly number[],
	extra: { readonly start: number; readonly end: number },
): (number | undefined)[] {
	if (!short.includes(IN_ZIP_64)) return [...short];

	let [at, end] = zip64Field(view, extra.start, extra.end);
	return short.map((value) => {
		if (value !== IN_ZIP_64) return value;
		if (at + 8 > end) return undefined;
		at += 8;
		return uint64(view, at - 8);
	});
}

function zip64Field(view: DataView, start: number, end: number): [start: number, end: number] {
	for (let at = start; at + 4 <= end; ) {
		const next = at + 4 + view.getUint16(at + 2, true);
		if (view.getUint16(at, true) === ZIP_64_FIELD) return [at + 4, Math.min(next, end)];
		at = next;
	}
	return [end, end];
}
