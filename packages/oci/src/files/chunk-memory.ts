/** How the bytes of a file are read. */
export interface ByteReading {
	readonly signal?: AbortSignal | undefined;
	/**
	 * How many chunks the reader may still look at when it asks for the next one: memory of older ones is used again. An image
	 * is gigabytes, and a fresh buffer for each chunk keeps the garbage collector busy. Unless said, chunks are the reader's to keep.
	 */
	readonly held?: number | undefined;
}

/** Gives each chunk of a stream its memory; chunks are of one size, but for the last, which may be shorter. */
export class ChunkMemory {
	readonly #held: number | undefined;
	readonly #buffers: Buffer[] = [];
	#turn = 0;

	/** @param held see {@link ByteReading.held}; the chunk that is handed out and the one that is read ahead come on top */
	constructor(held: number | undefined) {
		this.#held = held;
	}

	/** Memory for the next chunk, with anything in it. */
	next(length: number): Buffer {
		// Not of Node's pool, which a chunk that is kept would hold on to.
		if (this.#held === undefined) return Buffer.allocUnsafeSlow(length);

		const turn = this.#turn++ % (this.#held + 2);
		this.#buffers[turn] ??= Buffer.allocUnsafeSlow(length);
		return this.#buffers[turn].subarray(0, length);
	}
}
