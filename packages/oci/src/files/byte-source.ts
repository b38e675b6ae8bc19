import type { ByteReading } from "./chunk-memory.ts";
import { type ByteRange, type OpenFile, readAt, readRange, unreadable } from "./regular-file.ts";

/** Bytes of an archive that can be read from wherever they are wanted. */
export interface ByteSource {
	/**
	 * The bytes of a part, in order and exactly as many as asked for.
	 *
	 * @throws {@link import("../errors.ts").OciError} `size-mismatch`, `archive-malformed`, `target-unreadable`
	 */
	read(range: ByteRange, reading?: ByteReading): AsyncIterable<Uint8Array>;
	close(): Promise<void>;
}

/** An archive as it lies on disk. */
export class PlainFile implements ByteSource {
	readonly size: number;
	readonly #file: OpenFile;
	readonly #path: string;
	#closed = false;

	constructor(file: OpenFile, path: string) {
		this.size = file.size;
		this.#file = file;
		this.#path = path;
	}

	async *read(range: ByteRange, reading?: ByteReading): AsyncGenerator<Uint8Array, void, undefined> {
		if (this.#closed) throw unreadable(this.#path, "it has been closed");
		yield* readRange(this.#file.handle, this.#path, range, reading);
	}

	/** The bytes at an offset: fewer than asked for only where the file ends. */
	readAt(offset: number, length: number): Promise<Uint8Array> {
		return readAt(this.#file.handle, this.#path, { offset, length });
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		await this.#file.handle.close();
	}
}
