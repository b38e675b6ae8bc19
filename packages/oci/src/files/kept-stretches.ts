import type { ByteRange } from "./regular-file.ts";

/** How much is kept. */
export interface KeptSizes {
	/** The longest stretch. */
	readonly stretch: number;
	/** All stretches together. */
	readonly total: number;
}

/** Stretches of a stream that passes by, kept in memory as long as they are short and few. */
export class KeptStretches {
	readonly #sizes: KeptSizes;
	readonly #kept: { readonly start: number; readonly bytes: Uint8Array }[] = [];
	#left: number;
	#pieces: Uint8Array[] = [];
	#start = 0;
	#length = 0;

	constructor(sizes: KeptSizes) {
		this.#sizes = sizes;
		this.#left = sizes.total;
	}

	/** Says that the bytes that come next are another stretch. */
	begin(at: number): void {
		if (this.#length > 0 && this.#fits()) {
			this.#kept.push({ start: this.#start, bytes: Buffer.concat(this.#pieces) });
			this.#left -= this.#length;
		}
		this.#pieces = [];
		this.#start = at;
		this.#length = 0;
	}

	/** Takes the next bytes of the stretch. */
	add(bytes: Uint8Array): void {
		this.#length += bytes.length;
		if (this.#fits()) this.#pieces.push(bytes);
		else this.#pieces = [];
	}

	/** The bytes of a part, if they lie in one stretch that was kept. */
	find({ offset, length }: ByteRange): Uint8Array | undefined {
		const stretch = this.#kept.find(({ start, bytes }) => start <= offset && offset + length <= start + bytes.length);
		return stretch?.bytes.subarray(offset - stretch.start, offset - stretch.start + length);
	}

	/** Forgets all. */
	clear(): void {
		this.#kept.length = 0;
	}

	#fits(): boolean {
		return this.#length <= Math.min(this.#sizes.stretch, this.#left);
	}
}
