import { constants, inflateSync } from "node:zlib";
import type { ByteView } from "./byte-view.ts";

const ZLIB = 1;
/** Sections that catalogers look at are far smaller; debugging information, which is what is mostly compressed, is larger. */
const MAX_BYTES = 4 * 1024 * 1024;

/** What a compressed ELF section holds, as far as it is zlib and not larger than anything that is looked for; else nothing. */
export function inflatedSection(section: ByteView, isWide: boolean): Uint8Array | undefined {
	const header = isWide ? 24 : 12;
	const size = section.word(isWide ? 8 : 4, isWide);
	if (section.u32(0) !== ZLIB || !(size <= MAX_BYTES)) return undefined;

	return inflatedZlib(section.bytes.subarray(header), size);
}

/** Inflates zlib data; what follows its end does not count. @returns undefined where it is damaged, or larger than `limit` */
export function inflatedZlib(bytes: Uint8Array, limit: number): Uint8Array | undefined {
	try {
		return inflateSync(bytes, { maxOutputLength: Math.max(limit, 1), finishFlush: constants.Z_FINISH });
	} catch {
		return undefined;
	}
}
