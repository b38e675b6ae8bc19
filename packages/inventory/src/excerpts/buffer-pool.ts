/** Buffers are made in steps of this size, so that one made for a file serves files somewhat larger. */
const STEP = 1024 * 1024;
/** As many as layers are read at a time. */
const MAX_FREE = 2;

/** Lends buffers that are used again: executables come by the thousand, and a new buffer for each would be memory for each. */
export class BufferPool {
	readonly #free: Buffer[] = [];

	/** A buffer of at least so many bytes, with whatever was in it before. */
	take(size: number): Buffer {
		const found = this.#free.findIndex(({ length }) => length >= size);
		if (found !== -1) return this.#free.splice(found, 1)[0] as Buffer;
		this.#free.pop();
		return Buffer.allocUnsafeSlow(Math.ceil(size / STEP) * STEP);
	}

	give(buffer: Buffer): void {
		if (this.#free.length < MAX_FREE) this.#free.push(buffer);
	}
}
