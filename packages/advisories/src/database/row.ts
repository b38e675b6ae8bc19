import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** Bytes of the longest text that is stored as one value. Debian's kernel with all its advisories has 2 MB. */
export const MAX_ROW_BYTES: number = 64 * 1024 * 1024;

/** How texts are made smaller. */
export interface Packing {
	/** Of zstd: 1 to 19. */
	readonly level: number;
	/** Characters below which a text is stored as it is: unpacking costs a look-up more than reading it. */
	readonly minLength: number;
}

/** How a text is stored in a column: as it is, or as a zstd frame. */
export type StoredRow = string | Uint8Array;

/** Makes a text smaller where that pays. */
export function packRow(text: string, { level, minLength }: Packing): StoredRow {
	if (text.length < minLength) return text;
	return zstdCompressSync(text, { params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 } });
}

/**
 * The text of a stored value.
 *
 * @throws whatever zlib throws for bytes that are damaged or inflate too far
 */
export function unpackRow(stored: unknown): string {
	if (typeof stored === "string") return stored;
	if (!(stored instanceof Uint8Array)) throw new TypeError("expected a text or bytes");
	return zstdDecompressSync(stored, { maxOutputLength: MAX_ROW_BYTES }).toString("utf8");
}
