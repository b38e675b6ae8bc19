import { readNumber } from "./tar-number.ts";
import { endOfText } from "./tar-text.ts";

/** Everything in a tar is padded to blocks of this size. */
export const BLOCK = 512;

const CHECKSUM = { offset: 148, length: 8 };
const MAGIC = 257;
/** `ustar` and a NUL: POSIX, whose header has a prefix. GNU's magic is `ustar` and spaces, and has other fields there. */
const POSIX_MAGIC = [0x75, 0x73, 0x74, 0x61, 0x72, 0];
const PREFIX = { offset: 345, length: 155 };
/** The `star` format, told by its trailer, keeps times at the end of the prefix. */
const STAR_TRAILER = { offset: 508, text: "tar\0", prefix: 131 };
const SPACE = 0x20;

/** Types of entries, as the byte that the header holds. */
export const TYPE = {
	oldFile: 0,
	file: 0x30,
	hardLink: 0x31,
	symlink: 0x32,
	character: 0x33,
	block: 0x34,
	directory: 0x35,
	fifo: 0x36,
	contiguous: 0x37,
	paxLocal: 0x78,
	paxGlobal: 0x67,
	gnuLongName: 0x4c,
	gnuLongLink: 0x4b,
	gnuSparse: 0x53,
} as const;

/** The fields of a header that are numbers. */
export const FIELD = {
	mode: { offset: 100, length: 8 },
	size: { offset: 124, length: 12 },
} as const;

/** Where the type of an entry stands. */
export const TYPE_OFFSET = 156;
/** Where the target of a link stands. */
export const LINK = { offset: 157, length: 100 } as const;
/** Where the name stands. */
export const NAME = { offset: 0, length: 100 } as const;

/** Whether a block holds nothing but zeros; two of them end an archive. */
export function isZeroBlock(bytes: Uint8Array, at: number): boolean {
	for (let index = at; index < at + BLOCK; index++) if (bytes[index] !== 0) return false;
	return true;
}

/** Whether the block has the checksum that it claims; old writers summed signed bytes, which is accepted as every tar does. */
export function hasValidChecksum(bytes: Uint8Array, at: number): boolean {
	const claimed = readNumber(bytes, at + CHECKSUM.offset, CHECKSUM.length);
	let sum = SPACE * CHECKSUM.length;
	for (let index = at; index < at + CHECKSUM.offset; index++) sum += bytes[index] ?? 0;
	for (let index = at + CHECKSUM.offset + CHECKSUM.length; index < at + BLOCK; index++) sum += bytes[index] ?? 0;
	return sum === claimed || sum - 256 * countHighBytes(bytes, at) === claimed;
}

/** Where the prefix of a POSIX header ends; undefined where the header has none. */
export function prefixEnd(bytes: Buffer, at: number): number | undefined {
	for (const [index, byte] of POSIX_MAGIC.entries()) if (bytes[at + MAGIC + index] !== byte) return undefined;
	if (bytes[at + PREFIX.offset] === 0) return undefined;

	const trailer = at + STAR_TRAILER.offset;
	const isStar = bytes.toString("latin1", trailer, trailer + 4) === STAR_TRAILER.text;
	return endOfText(bytes, at + PREFIX.offset, isStar ? STAR_TRAILER.prefix : PREFIX.length);
}

/** Where the prefix starts. */
export function prefixStart(at: number): number {
	return at + PREFIX.offset;
}

function countHighBytes(bytes: Uint8Array, at: number): number {
	let count = 0;
	for (let index = at; index < at + BLOCK; index++) {
		const isChecksum = index >= at + CHECKSUM.offset && index < at + CHECKSUM.offset + CHECKSUM.length;
		if (!isChecksum && (bytes[index] ?? 0) > 127) count++;
	}
	return count;
}
