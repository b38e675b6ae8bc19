/** A number of one to nine bytes, and where it ends. */
export interface Varint {
	readonly value: number;
	readonly end: number;
}

/**
 * Reads a variable-length number: seven bits a byte, the high bit says that more follow. Beyond 2^53 it is inexact, which no
 * honest length or type reaches.
 *
 * @see https://www.sqlite.org/fileformat2.html#varint
 */
export function readVarint(bytes: Uint8Array, at: number): Varint {
	let value = 0;
	for (let index = 0; index < 8; index++) {
		const byte = bytes[at + index] ?? 0;
		value = value * 128 + (byte & 0x7f);
		if (byte < 0x80) return { value, end: at + index + 1 };
	}
	return { value: value * 256 + (bytes[at + 8] ?? 0), end: at + 9 };
}
