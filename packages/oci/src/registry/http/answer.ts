import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { NetworkError, networkErrorOf } from "./network-error.ts";
import type { Patience } from "./patience.ts";

/** What is left of a body that nobody wants is read up to here, so that its connection can be used again. */
const MAX_DISCARDED = 64 * 1024;

const FIRST_BUFFER_BYTES = 16 * 1024;

/** How a body is read. */
export interface BodyReading {
	readonly patience: Patience;
	readonly signal: AbortSignal | undefined;
}

/** An answer whose body is still to be read, or to be discarded. */
export class Answer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	/** What was asked, in the end: redirects may have led elsewhere. */
	readonly url: URL;
	readonly #incoming: IncomingMessage;
	readonly #reading: BodyReading;

	constructor(url: URL, incoming: IncomingMessage, reading: BodyReading) {
		this.status = incoming.statusCode ?? 0;
		this.headers = incoming.headers;
		this.url = url;
		this.#incoming = incoming;
		this.#reading = reading;
		// Whoever reads the body sees its failure; before and after that it is nobody's.
		incoming.on("error", () => {});
	}

	/** Says when nothing more comes of it. */
	onceClosed(listener: () => void): void {
		this.#incoming.once("close", listener);
	}

	/** The body's bytes, in chunks that are the reader's to keep. @throws {@link NetworkError} where it breaks off or dribbles */
	async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
		const { patience, signal } = this.#reading;
		const incoming = this.#incoming;
		const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
		let left = patience.bodyMs;
		try {
			while (left > 0) {
				const begun = performance.now();
				const chunk = await this.#next(chunks, left);
				if (chunk === undefined) return;
				left -= performance.now() - begun;
				left = Math.min(left + (chunk.length * 1000) / patience.bytesPerSecond, patience.bodyMs);
				yield chunk;
			}
			throw tooSlow();
		} catch (error) {
			signal?.throwIfAborted();
			throw networkErrorOf(error);
		} finally {
			incoming.destroy();
		}
	}

	/**
	 * The whole body.
	 *
	 * @param exceeded the error where it has more bytes than may be
	 * @throws {@link NetworkError}
	 */
	async bytes(limit: number, exceeded: () => Error = () => tooLong(limit)): Promise<Uint8Array> {
		// One buffer that grows: a chunk can be a single byte, and each takes memory beside its content.
		let buffer = Buffer.allocUnsafeSlow(FIRST_BUFFER_BYTES);
		let length = 0;
		for await (const chunk of this.chunks()) {
			const end = length + chunk.length;
			if (end > limit) throw exceeded();
			if (end > buffer.length) buffer = Buffer.concat([buffer.subarray(0, length)], Math.max(end, 2 * buffer.length));
			buffer.set(chunk, length);
			length = end;
		}
		return buffer.subarray(0, length);
	}

	/** Does without the body. */
	async discard(): Promise<void> {
		await this.bytes(MAX_DISCARDED).catch(() => {});
	}

	async #next(chunks: AsyncIterator<Uint8Array>, ms: number): Promise<Uint8Array | undefined> {
		const timer = setTimeout(() => this.#incoming.destroy(tooSlow()), ms);
		try {
			const { value, done } = await chunks.next();
			return done === true ? undefined : value;
		} finally {
			clearTimeout(timer);
		}
	}
}

function tooSlow(): NetworkError {
	return new NetworkError("unreachable", "its answer comes too slowly, or not at all");
}

function tooLong(limit: number): NetworkError {
	return new NetworkError("malformed", `its answer has more than ${limit} bytes`);
}
