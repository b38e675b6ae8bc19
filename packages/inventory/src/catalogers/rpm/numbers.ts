/*
 * Numbers out of foreign bytes. Where the bytes end, zeros follow: a reader then stops at its own checks, and none of them
 * throws.
 */

/** 16 bits, big-endian. */
export function u16be(bytes: Uint8Array, at: number): number {
	return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** 16 bits, little-endian. */
export function u16le(bytes: Uint8Array, at: number): number {
	return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

/** 32 bits without a sign, big-endian. */
export function u32be(bytes: Uint8Array, at: number): number {
	return u16be(bytes, at) * 0x1_0000 + u16be(bytes, at + 2);
}

/** 32 bits without a sign, little-endian. */
export function u32le(bytes: Uint8Array, at: number): number {
	return u16le(bytes, at) + u16le(bytes, at + 2) * 0x1_0000;
}
