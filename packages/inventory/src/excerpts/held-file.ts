import type { BufferPool } from "./buffer-pool.ts";

/** A file that is held as a whole while it passes. */
export class HeldFile {
	readonly #pool: BufferPool;
	readonly #size: number;
	#buffer: Buffer | undefined;
	#filled = 0;

	/** @param size bytes; more are not taken */
	constructor(pool: BufferPool, size: number) {
		this.#pool = pool;
		this.#size = size;
		this.#buffer = pool.take(size);
	}

	/** Copies the next bytes. */
	push(bytes: Uint8Array): void {
		const part = bytes.subarray(0, this.#size - this.#filled);
		this.#buffer?.set(part, this.#filled);
		this.#filled += part.length;
	}

	/** What has come so far; not to be used any more after {@link release}. */
	bytes(): Uint8Array {
		return this.#buffer?.subarray(0, this.#filled) ?? new Uint8Array(0);
	}

	/** Gives the memory back. */
	release(): void {
		if (this.#buffer !== undefined) this.#pool.give(this.#buffer);
		this.#buffer = undefined;
	}
}
