/**
 * Reads from a stream as if it were a file, as long as the reader moves forward: each read may start at the earliest where
 * the last one started.
 */
export class ForwardReader {
	readonly #chunks: AsyncIterator<Uint8Array>;
	/** What is at hand, from `#start`. */
	#bytes: Uint8Array = new Uint8Array(0);
	#start = 0;

	constructor(stream: AsyncIterable<Uint8Array>) {
		this.#chunks = stream[Symbol.asyncIterator]();
	}

	/** The bytes at an offset: fewer than asked for only where the stream ends. */
	async read(offset: number, length: number): Promise<Uint8Array> {
		if (offset < this.#start) throw new RangeError(`a stream was read backwards, from ${this.#start} to ${offset}`);

		while (this.#start + this.#bytes.length <= offset) {
			this.#start += this.#bytes.length;
			const { value, done } = await this.#chunks.next();
			this.#bytes = done ? new Uint8Array(0) : value;
			if (done) return this.#bytes;
		}
		this.#bytes = this.#bytes.subarray(offset - this.#start);
		this.#start = offset;
		await this.#fill(length);
		return this.#bytes.subarray(0, length);
	}

	/** Ends the stream, read to its end or not. */
	async close(): Promise<void> {
		await this.#chunks.return?.();
	}

	async #fill(length: number): Promise<void> {
		if (this.#bytes.length >= length) return;

		const parts = [this.#bytes];
		let filled = this.#bytes.length;
		while (filled < length) {
			const { value, done } = await this.#chunks.next();
			if (done) break;
			parts.push(value);
			filled += value.length;
		}
		this.#bytes = Buffer.concat(parts);
	}
}
