/** A view of bytes for reading little-endian numbers; makes no copy. */
export function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A 64-bit number, or NaN where it is larger than any file: every later comparison with it then fails. */
export function uint64(view: DataView, offset: number): number {
	const value = view.getBigUint64(offset, true);
	return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.NaN : Number(value);
}
