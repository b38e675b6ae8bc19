import { algorithmOf, createDigester, type Digest, type Digester } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { Layer } from "../image.ts";
import type { AnalyseOptions } from "./analyse-layer.ts";

/** While a chunk is read, the one before it may still be inflated (`Inflater.write` waits for all older ones). */
const HELD_CHUNKS = 1;

/** Reads the blob of a layer once, counting and hashing what passes. */
export class BlobReader {
	readonly #chunks: AsyncIterator<Uint8Array>;
	readonly #options: AnalyseOptions;
	readonly #digester: Digester;
	#peeked: Uint8Array[] = [];
	#digest: Digest | undefined;
	/** Bytes read. */
	size = 0;

	constructor(layer: Layer, options: AnalyseOptions) {
		this.#options = options;
		this.#chunks = layer.read({ signal: options.signal, held: HELD_CHUNKS })[Symbol.asyncIterator]();
		this.#digester = createDigester(algorithmOf(layer.digest));
	}

	/** The first bytes, without taking them: as many as asked for, or all where there are fewer. */
	async head(length: number): Promise<Buffer> {
		while (this.size < length) {
			const chunk = await this.#advance();
			if (chunk === undefined) break;
			this.#peeked.push(chunk);
		}
		return Buffer.concat(this.#peeked).subarray(0, length);
	}

	/** The next bytes; undefined at the end. */
	async next(): Promise<Uint8Array | undefined> {
		return this.#peeked.shift() ?? this.#advance();
	}

	/** Reads what is left. */
	async drain(): Promise<void> {
		this.#peeked = [];
		while ((await this.#advance()) !== undefined);
	}

	/** The digest of all bytes, to be asked for when all were read. */
	digest(): Digest {
		this.#digest ??= this.#digester.digest();
		return this.#digest;
	}

	/** Lets go of the blob, wherever reading stopped. */
	async close(): Promise<void> {
		await this.#chunks.return?.();
	}

	/** @throws {@link OciError} `limit-exceeded`: what is larger than a layer may be is not even hashed to its end */
	async #advance(): Promise<Uint8Array | undefined> {
		const { signal, limits, onBytes } = this.#options;
		signal?.throwIfAborted();
		const { value, done } = await this.#chunks.next();
		if (done === true) return undefined;

		this.size += value.length;
		if (this.size > limits.maxLayerBytes) {
			throw new OciError("limit-exceeded", `its blob has more bytes than the limit of ${limits.maxLayerBytes}`, { limit: "maxLayerBytes" });
		}
		this.#digester.update(value);
		onBytes?.(value.length);
		return value;
	}
}
