import { BLOCK, hasValidChecksum, isZeroBlock } from "../tar/index.ts";

/** How a layer's blob is stored. */
export type LayerFormat = "gzip" | "zstd" | "tar";

/** Bytes at the start of a blob that tell how it is stored. */
export const SNIFFED_BYTES: number = BLOCK;

/** Formats that can be named but not read. */
const UNREADABLE: readonly (readonly [name: string, magic: string])[] = [
	["bzip2", "425a68"],
	["xz", "fd377a585a00"],
	["lz4", "04224d18"],
	["lzma", "5d000080"],
	["zip", "504b0304"],
	["compress", "1f9d"],
];
const ZSTD_MAGIC = 0xfd2fb528;
/** Skippable frames, which may stand first, have sixteen magic numbers. */
const ZSTD_SKIPPABLE = 0x184d2a50;
const USTAR_AT = 257;

/**
 * Tells how a blob is stored by its first bytes; media types lie.
 *
 * @param head the first {@link SNIFFED_BYTES}, or the whole blob where it has fewer
 * @returns the format, or what was found instead
 */
export function detectFormat(head: Buffer): { readonly format: LayerFormat } | { readonly found: string } {
	if (head[0] === 0x1f && head[1] === 0x8b) return { format: "gzip" };
	if (isZstd(head)) return { format: "zstd" };

	const hex = head.toString("hex", 0, 6);
	const unreadable = UNREADABLE.find(([, magic]) => hex.startsWith(magic));
	if (isTar(head)) return { format: "tar" };
	return { found: unreadable?.[0] ?? `unknown bytes 0x${hex}` };
}

function isZstd(head: Buffer): boolean {
	if (head.length < 4) return false;

	const magic = head.readUInt32LE(0);
	return magic === ZSTD_MAGIC || (magic & 0xfffffff0) === ZSTD_SKIPPABLE;
}

/** A blob too short for a header is a tar cut short, or an empty one. */
function isTar(head: Buffer): boolean {
	if (head.length < BLOCK) return !UNREADABLE.some(([, magic]) => head.toString("hex", 0, 6).startsWith(magic));
	return isZeroBlock(head, 0) || hasValidChecksum(head, 0) || head.toString("latin1", USTAR_AT, USTAR_AT + 5) === "ustar";
}
