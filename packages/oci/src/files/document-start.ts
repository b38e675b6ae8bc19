/** Byte order marks: UTF-8's, and UTF-16's, which Windows tools write. */
const MARKS: readonly (readonly number[])[] = [
	[0xef, 0xbb, 0xbf],
	[0xff, 0xfe],
];

/** A JSON object, XML, or a tag-value document of SPDX, whose first lines may be comments. */
const DOCUMENT = /^\s*(?:[{<]|(?:#[^\n]*\n\s*)*SPDXVersion:)/;

/**
 * Whether a file that begins like this can be a bill of materials: JSON, XML or SPDX's tag-value format.
 *
 * @param start its first bytes; 512 are plenty
 */
export function isDocumentStart(start: Uint8Array): boolean {
	const mark = MARKS.find((bytes) => bytes.every((byte, index) => start[index] === byte));
	return DOCUMENT.test(Buffer.from(start.subarray(mark?.length ?? 0)).toString("latin1"));
}
