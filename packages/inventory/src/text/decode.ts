/**
 * The text of a file that should be UTF-8: a byte order mark is dropped, bytes that are no UTF-8 become U+FFFD. UTF-16 is
 * told by its mark, since Windows tools write requirements files so.
 */
export function decodeText(bytes: Uint8Array): string {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (isUtf16(buffer)) return buffer.toString("utf16le", 2);
	if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return buffer.toString("utf8", 3);
	return buffer.toString("utf8");
}

/** The bytes of a text file as UTF-8, for readers that look for marks among them: U+2222 in UTF-16 is two quotation marks to one. */
export function utf8Bytes(bytes: Uint8Array): Uint8Array {
	return isUtf16(bytes) ? Buffer.from(decodeText(bytes)) : bytes;
}

function isUtf16(bytes: Uint8Array): boolean {
	return bytes[0] === 0xff && bytes[1] === 0xfe;
}
