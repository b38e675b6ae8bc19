/**
 * The text of a file that should be UTF-8: a byte order mark is dropped, bytes that are no UTF-8 become U+FFFD. UTF-16 is
 * told by its mark, since Windows tools write requirements files so.
 */
export function decodeText(bytes: Uint8Array): string {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.toString("utf16le", 2);
	if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return buffer.toString("utf8", 3);
	return buffer.toString("utf8");
}
