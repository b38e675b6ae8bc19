const SPACE = 0x20;
const ZERO = 0x30;
const SEVEN = 0x37;
/** Set in the first byte of a field that holds a base-256 number. */
const BINARY = 0x80;
/** Also set where that number is negative. */
const NEGATIVE = 0x40;

/**
 * Reads a number field of a tar header: octal digits between spaces and NULs, or GNU's base-256.
 *
 * @returns the number, 0 for an empty field; NaN where it is negative, too large to be exact or no number
 */
export function readNumber(bytes: Uint8Array, offset: number, length: number): number {
	const first = bytes[offset] ?? 0;
	return (first & BINARY) === 0 ? readOctal(bytes, offset, length) : readBase256(bytes, offset, length);
}

function readOctal(bytes: Uint8Array, offset: number, length: number): number {
	const end = offset + length;
	let at = offset;
	while (at < end && (bytes[at] === SPACE || bytes[at] === 0)) at++;

	let value = 0;
	for (; at < end; at++) {
		const byte = bytes[at] ?? 0;
		if (byte === SPACE || byte === 0) return value;
		if (byte < ZERO || byte > SEVEN) return Number.NaN;
		value = value * 8 + byte - ZERO;
	}
	return value;
}

function readBase256(bytes: Uint8Array, offset: number, length: number): number {
	const first = bytes[offset] ?? 0;
	if ((first & NEGATIVE) !== 0) return Number.NaN;

	let value = first & 0x3f;
	for (let at = offset + 1; at < offset + length; at++) {
		value = value * 256 + (bytes[at] ?? 0);
		if (value > Number.MAX_SAFE_INTEGER) return Number.NaN;
	}
	return value;
}
