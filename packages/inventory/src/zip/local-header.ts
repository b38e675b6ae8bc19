import type { Parsed, Problem } from "../formats/problem.ts";
import { viewOf } from "./binary.ts";
import type { ZipEntry } from "./central-header.ts";

export const LOCAL_HEADER = 0x04034b50;
export const LOCAL_HEADER_BYTES = 30;

/** Sizes and checksum follow behind the content. */
const DESCRIPTOR_FOLLOWS = 8;
const IN_ZIP_64 = 0xffffffff;

/**
 * The stored bytes of an entry, once its local header says the same as the central directory. Readers that stream a zip
 * believe the one, readers that seek the other; a zip where they differ shows two faces.
 */
export function storedBytes(bytes: Uint8Array, entry: ZipEntry): Parsed<Uint8Array> {
	const view = viewOf(bytes);
	const { offset } = entry;
	if (view.getUint32(offset, true) !== LOCAL_HEADER) return differs("is not where the central directory says");

	const nameLength = view.getUint16(offset + 26, true);
	const start = offset + LOCAL_HEADER_BYTES;
	const name = Buffer.from(bytes.buffer, bytes.byteOffset + start, nameLength).toString("utf8");
	if (name !== entry.name) return differs("has another name in its local header");
	if (view.getUint16(offset + 8, true) !== entry.method) return differs("has another compression in its local header");
	if ((view.getUint16(offset + 6, true) & 1) !== (entry.flags & 1)) return differs("is encrypted by one of its headers only");
	if (!sizesAgree(view, entry)) return differs("has other sizes in its local header");

	const content = start + nameLength + view.getUint16(offset + 28, true);
	return { value: bytes.subarray(content, content + entry.stored) };
}

function sizesAgree(view: DataView, { offset, crc32, stored, size }: ZipEntry): boolean {
	const local = [14, 18, 22].map((field) => view.getUint32(offset + field, true));
	const follow = (view.getUint16(offset + 6, true) & DESCRIPTOR_FOLLOWS) !== 0;
	return [crc32, stored, size].every((value, index) => {
		const said = local[index];
		return said === value || (follow && said === 0) || (index > 0 && said === IN_ZIP_64);
	});
}

function differs(message: string): { problem: Problem } {
	return { problem: { code: "file-malformed", message } };
}
