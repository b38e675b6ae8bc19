import { OciError } from "../errors.ts";
import type { TarKind } from "./tar-entry.ts";
import { FIELD, TYPE } from "./tar-header.ts";
import { readNumber } from "./tar-number.ts";

/** The largest size that eleven octal digits hold: beyond it a header's own size field cannot be right. */
const MAX_OCTAL_SIZE = 0o77777777777;
/** Metadata of old writers about the archive or about the entry before, not entries: `A`, `I`, `M`, `N`, `V`. */
const SILENT_TYPES = new Set([0x41, 0x49, 0x4d, 0x4e, 0x56]);

/** Whether an unknown type is known to be no part of the content. */
export function isSilent(type: number): boolean {
	return SILENT_TYPES.has(type);
}

/** Whether a header is about the entry after it, or about all. */
export function isExtended(type: number): boolean {
	return type === TYPE.paxLocal || type === TYPE.paxGlobal || type === TYPE.gnuLongName || type === TYPE.gnuLongLink;
}

/** Links, devices, folders and FIFOs have no body whatever their size says: what Go's reader, and so every runtime, does. */
export function hasNoBody(type: number): boolean {
	return type >= TYPE.hardLink && type <= TYPE.fifo;
}

/** What an entry of a type makes; undefined for a type that is unknown. */
export function kindOf(type: number, path: string): TarKind | undefined {
	switch (type) {
		case TYPE.oldFile:
			// Before there was a type for folders, a slash at the end told them.
			return path.endsWith("/") ? "directory" : "file";
		case TYPE.file:
		case TYPE.contiguous:
		case TYPE.gnuSparse:
			return "file";
		case TYPE.hardLink:
			return "hardlink";
		case TYPE.symlink:
			return "symlink";
		case TYPE.directory:
			return "directory";
		case TYPE.character:
		case TYPE.block:
		case TYPE.fifo:
			return "other";
		default:
			return undefined;
	}
}

/** A size in a PAX header wins, as in every tar; one that contradicts a header that could hold it hides entries from somebody. */
export function sizeOf(headerSize: number, paxSize: number | undefined): number {
	if (paxSize === undefined || paxSize === headerSize) return headerSize;
	if (headerSize !== 0 && paxSize <= MAX_OCTAL_SIZE) {
		throw malformed(`the PAX header says ${paxSize} bytes and the tar header ${headerSize}, so that readers disagree what follows`);
	}
	return paxSize;
}

/** The size of a sparse file with its holes. */
export function realSizeOf(size: number): number {
	if (!Number.isSafeInteger(size)) throw malformed("the real size of a sparse file is no number of bytes");
	return size;
}

/** A mode that is no number costs nothing worth losing the entry for. */
export function modeOf(block: Buffer, at: number): number {
	const mode = readNumber(block, at + FIELD.mode.offset, FIELD.mode.length);
	return Number.isNaN(mode) ? 0 : mode & 0o7777;
}

/** The error for a tar that cannot be followed any further. */
export function malformed(what: string): OciError {
	return new OciError("archive-malformed", `The tar is malformed: ${what}`);
}
