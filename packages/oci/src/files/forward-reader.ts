import type { KeptStretches } from "./kept-stretches.ts";

/**
 * Reads from a stream as if it were a file, as long as the reader moves forward: each read may start at the earliest where
 * the last one started.
 */
export class ForwardReader {
	readonly #chunks: AsyncIterator<Uint8Array>;
	readonly #kept: KeptStretches | undefined;
	/** What is at hand, from `#start`. */
	#bytes: Uint8Array = new Uint8Array(0);
	#start = 0;

	/** @param kept takes what lies between the start of one read and that of the next */
	constructor(stream: AsyncIterable<Uint8Array>, kept?: KeptStretches) {
		this.#chunks = stream[Symbol.asyncIterator]();
		this.#kept = kept;
	}

	/** The bytes at an offset: fewer than asked for only where the stream ends. */
	async read(offset: number, length: number): Promise<Uint8Array> {
		if (offset < this.#start) throw new RangeError(`a stream was read backwards, from ${this.#start} to ${offset}`);

		while (this.#start + this.#bytes.length <= offset) {
			this.#passOver(this.#bytes.length);
			const { value, done } = await this.#chunks.next();
			if (done) return this.#bytes;
			this.#bytes = value;
		}
		this.#passOver(offset - this.#start);
		this.#kept?.begin(offset);
		await this.#fill(length);
		return this.#bytes.subarray(0, length);
	}

	/** Ends the stream, read to its end or not. */
	async close(): Promise<void> {
		this.#passOver(this.#bytes.length);
		this.#kept?.begin(this.#start);
		await this.#chunks.return?.();
	}

	#passOver(length: number): void {
		this.#kept?.add(this.#bytes.subarray(0, length));
		this.#bytes = this.#bytes.subarray(length);
		this.#start += length;
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
