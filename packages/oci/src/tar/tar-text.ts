const REPLACEMENT = "\ufffd";
const ESCAPE_BASE = 0xdc00;

/**
 * Decodes a name as UTF-8. A byte that is no UTF-8 becomes the lone surrogate U+DC80 to U+DCFF, so that names which differ
 * in such bytes stay different (Python's `surrogateescape`); control characters are kept as they are.
 */
export function decodeName(bytes: Buffer, start: number, end: number): string {
	const text = bytes.toString("utf8", start, end);
	return text.includes(REPLACEMENT) ? decodeEscaped(bytes.subarray(start, end)) : text;
}

/** Gives back the bytes of a name that {@link decodeName} decoded. */
export function encodeName(name: string): Buffer {
	if (name.isWellFormed()) return Buffer.from(name);

	const parts: Buffer[] = [];
	for (const character of name) {
		const code = character.charCodeAt(0);
		const escaped = character.length === 1 && code > ESCAPE_BASE && code <= ESCAPE_BASE + 0xff;
		parts.push(escaped ? Buffer.of(code - ESCAPE_BASE) : Buffer.from(character));
	}
	return Buffer.concat(parts);
}

function decodeEscaped(bytes: Buffer): string {
	const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
	let text = "";
	let at = 0;
	while (at < bytes.length) {
		const length = sequenceLength(bytes[at] ?? 0);
		try {
			if (at + length > bytes.length) throw new RangeError("cut short");
			text += decoder.decode(bytes.subarray(at, at + length));
			at += length;
		} catch {
			text += String.fromCharCode(ESCAPE_BASE + (bytes[at] ?? 0));
			at++;
		}
	}
	return text;
}

function sequenceLength(lead: number): number {
	if (lead < 0xc0) return 1;
	if (lead < 0xe0) return 2;
	return lead < 0xf0 ? 3 : 4;
}

/** The end of a text that starts at `start`, ends at a NUL and has at most `length` bytes. */
export function endOfText(bytes: Uint8Array, start: number, length: number): number {
	let at = start;
	while (at < start + length && bytes[at] !== 0) at++;
	return at;
}
