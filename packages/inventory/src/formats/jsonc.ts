import { utf8Bytes } from "../text/decode.ts";

const QUOTE = 34;
const BACKSLASH = 92;
const SLASH = 47;
const STAR = 42;
const NEWLINE = 10;
const COMMA = 44;
const SPACE = 32;

/** `]` and `}`: a comma in front of one is more than JSON allows. */
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);
/** Space, tab, line feed and carriage return. */
const BLANKS: ReadonlySet<number> = new Set([SPACE, 9, NEWLINE, 13]);

/**
 * JSON with comments and trailing commas as plain JSON: what is more than JSON becomes spaces, so that every place stays
 * where it was. Says nothing about texts that are neither.
 */
export function plainJson(bytes: Uint8Array): Uint8Array {
	const plain = Buffer.from(utf8Bytes(bytes));
	let comma = -1;
	for (let index = 0; index < plain.length; index++) {
		const byte = plain[index] ?? 0;
		if (BLANKS.has(byte)) continue;
		const end = passedOver(plain, index, byte);
		if (byte !== SLASH || end === index) {
			if (CLOSING.has(byte) && comma !== -1) plain[comma] = SPACE;
			comma = byte === COMMA ? index : -1;
		}
		index = end;
	}
	return plain;
}

/** The index of the last byte of the string or comment that begins there, which loses its comment; else the given one. */
function passedOver(plain: Buffer, index: number, byte: number): number {
	if (byte === QUOTE) return stringEnd(plain, index);
	return byte === SLASH ? blankComment(plain, index) : index;
}

/** @returns the index of the comment's last byte; the given one where there is no comment */
function blankComment(plain: Buffer, start: number): number {
	const kind = plain[start + 1];
	if (kind !== SLASH && kind !== STAR) return start;

	const found = kind === SLASH ? plain.indexOf(NEWLINE, start) : plain.indexOf("*/", start + 2);
	const end = found === -1 ? plain.length : found + (kind === SLASH ? 0 : 2);
	plain.fill(SPACE, start, end);
	return end - 1;
}

function stringEnd(plain: Buffer, start: number): number {
	let end = start + 1;
	while (end < plain.length && plain[end] !== QUOTE) end += plain[end] === BACKSLASH ? 2 : 1;
	return end;
}
