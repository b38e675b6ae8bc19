const MiB = 1024 * 1024;
/** Buffers are made in steps of this size, so that one made for a file serves files somewhat larger. */
const STEP = MiB;
/** Executables are held up to here; archives beyond it are few. */
const LARGE = 64 * MiB;
const LARGE_STEP = 64 * MiB;
/** As many as layers are read at a time. */
const MAX_FREE = 2;

/**
 * Lends buffers that are used again: files to be held come by the thousand, and a new buffer for each would be memory for each.
 * Large ones are lent for large files only, and no more than one is kept: a small file must not tie it up while another is made.
 */
export class BufferPool {
	readonly #free: Buffer[] = [];
	#large: Buffer | undefined;

	/** A buffer of at least so many bytes, with whatever was in it before. */
	take(size: number): Buffer {
		if (size > LARGE) return this.#takeLarge(size);

		const found = this.#free.findIndex(({ length }) => length >= size);
		if (found !== -1) return this.#free.splice(found, 1)[0] as Buffer;
		this.#free.pop();
		return Buffer.allocUnsafeSlow(Math.ceil(size / STEP) * STEP);
	}

	give(buffer: Buffer): void {
		if (buffer.length > LARGE) this.#large = buffer;
		else if (this.#free.length < MAX_FREE) this.#free.push(buffer);
	}

	/** One that is too small is let go before another is made. */
	#takeLarge(size: number): Buffer {
		const kept = this.#large;
		this.#large = undefined;
		return kept !== undefined && kept.length >= size ? kept : Buffer.allocUnsafeSlow(Math.ceil(size / LARGE_STEP) * LARGE_STEP);
	}
}
