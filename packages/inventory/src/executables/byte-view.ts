/**
 * Reads numbers and texts at any offset of foreign bytes. What lies outside reads as NaN, which no comparison holds for, or as
 * nothing: an offset is never trusted, and never throws.
 */
export class ByteView {
	readonly bytes: Uint8Array;
	readonly isBigEndian: boolean;
	readonly #view: DataView;

	constructor(bytes: Uint8Array, isBigEndian: boolean) {
		this.bytes = bytes;
		this.isBigEndian = isBigEndian;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	u16(at: number): number {
		return this.#has(at, 2) ? this.#view.getUint16(at, !this.isBigEndian) : Number.NaN;
	}

	u32(at: number): number {
		return this.#has(at, 4) ? this.#view.getUint32(at, !this.isBigEndian) : Number.NaN;
	}

	/** NaN also where the number is beyond what can be an offset or an address here. */
	u64(at: number): number {
		if (!this.#has(at, 8)) return Number.NaN;
		const value = this.#view.getBigUint64(at, !this.isBigEndian);
		return value <= Number.MAX_SAFE_INTEGER ? Number(value) : Number.NaN;
	}

	/** A number as wide as an address. */
	word(at: number, isWide: boolean): number {
		return isWide ? this.u64(at) : this.u32(at);
	}

	/** A text that ends with a NUL, or after `length` bytes. */
	text(at: number, length: number): string {
		const field = this.slice(at, Math.min(length, this.bytes.length - at)) ?? new Uint8Array(0);
		const end = field.indexOf(0);
		return Buffer.from(end === -1 ? field : field.subarray(0, end)).toString("latin1");
	}

	/** A stretch of the bytes, not copied; undefined where any of it lies outside. */
	slice(at: number, length: number): Uint8Array | undefined {
		return this.#has(at, length) ? this.bytes.subarray(at, at + length) : undefined;
	}

	#has(at: number, length: number): boolean {
		return at >= 0 && length >= 0 && at + length <= this.bytes.length;
	}
}
