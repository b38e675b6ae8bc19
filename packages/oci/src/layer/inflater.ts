import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from "node:zlib";

/** Pieces of input that may be in hand: one that is being inflated and one that waits, so that the pool never idles. */
const IN_HAND = 2;
/**
 * Output comes in pieces of this size: two to three times faster than in Node's default of 16 KiB. At the end of each, zlib waits
 * for this thread, which may be busy with something else.
 */
const CHUNK = 512 * 1024;

/**
 * Inflates what is written to it on Node's thread pool and hands out every byte, in order. While one piece of output is
 * taken, the next is already being inflated; no more than a few pieces exist at a time. Members and frames that follow one
 * another, and padding with zeros, are read as one stream.
 */
export class Inflater {
	readonly #stream: Gunzip | ZstdDecompress;
	readonly #take: (bytes: Buffer) => void;
	#waiting: Buffer[] = [];
	#inHand = 0;
	#isDone = false;
	#isStopped = false;
	#failure: NodeJS.ErrnoException | undefined;
	#wake: (() => void) | undefined;

	constructor(format: "gzip" | "zstd", take: (bytes: Buffer) => void) {
		const options = { chunkSize: CHUNK };
		this.#take = take;
		this.#stream = format === "gzip" ? createGunzip(options) : createZstdDecompress(options);
		this.#stream.on("data", (bytes: Buffer) => this.#receive(bytes));
		this.#stream.on("end", () => this.#finish());
		this.#stream.on("error", (error) => this.#finish(error));
	}

	/** Why it stopped, where the input is damaged or ends too early. */
	get failure(): NodeJS.ErrnoException | undefined {
		return this.#failure;
	}

	/** Whether no more input is taken: after the end, damage, or {@link stop}. */
	get isDone(): boolean {
		return this.#isDone;
	}

	/** Bytes of input whose output was handed out. */
	get consumed(): number {
		return this.#stream.bytesWritten;
	}

	/** Takes input, and resolves when more is welcome. */
	async write(bytes: Uint8Array): Promise<void> {
		if (this.#isDone) return;
		this.#inHand++;
		this.#stream.write(bytes, () => {
			this.#inHand--;
			this.#wakeUp();
		});
		while (this.#inHand >= IN_HAND && !this.#isDone) await this.#change();
	}

	/** Says that no more input comes, and resolves when the last output was handed out. */
	async end(): Promise<void> {
		if (!this.#isDone) this.#stream.end();
		while (!this.#isDone) await this.#change();
		this.#drain();
	}

	/** Stops at once; what was not handed out is dropped. */
	stop(): void {
		this.#isDone = true;
		this.#isStopped = true;
		this.#stream.destroy();
		this.#wakeUp();
	}

	/** Taking is put off until zlib has been given its next piece of work, so that both go on at the same time. */
	#receive(bytes: Buffer): void {
		if (this.#waiting.push(bytes) === 1) queueMicrotask(() => this.#drain());
	}

	#drain(): void {
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const bytes of waiting) if (!this.#isStopped) this.#take(bytes);
	}

	#finish(failure?: Error): void {
		this.#failure ??= failure;
		this.#isDone = true;
		this.#wakeUp();
	}

	/** Resolves when something happens. */
	#change(): Promise<void> {
		return new Promise((resolve) => {
			this.#wake = resolve;
		});
	}

	#wakeUp(): void {
		this.#wake?.();
		this.#wake = undefined;
	}
}
