/** How a whole archive can be compressed. */
export type Compression = "gzip" | "zstd";

/** What a file is, by its first bytes. */
const MAGIC: readonly (readonly [name: Compression | "bzip2" | "xz", magic: readonly number[]])[] = [
	["gzip", [0x1f, 0x8b]],
	["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
	["bzip2", [0x42, 0x5a, 0x68]],
	["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];

/** The compression of a file by its first bytes, also one that cannot be read; undefined when there is none. */
export function compressionOf(start: Uint8Array): Compression | "bzip2" | "xz" | undefined {
	return MAGIC.find(([, magic]) => magic.every((byte, index) => start[index] === byte))?.[0];
}
