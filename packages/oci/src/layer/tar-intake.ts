import { createDigester, type Digest, type DigestAlgorithm, type Digester, type Limits, messageOf } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { type TarHandler, TarParser } from "../tar/index.ts";

/** Below this a high ratio is harmless: small layers of zeros are common. */
const RATIO_MATTERS_FROM = 64 * 1024 * 1024;

/**
 * Takes the bytes of a layer's tar: counts, bounds, hashes and parses them. It never throws, since it is called from within
 * streams; {@link TarIntake.failure} says why it stopped.
 */
export class TarIntake {
	readonly #parser: TarParser;
	readonly #digester: Digester;
	readonly #limits: Limits;
	readonly #isHashedAsBlob: boolean;
	/** Bytes taken. */
	size = 0;
	/** What was thrown, after which nothing more is taken. */
	failure: Error | undefined;

	/** @param isHashedAsBlob whether the blob is the tar itself, so that a second digest of the same bytes is spared */
	constructor(handler: TarHandler, algorithm: DigestAlgorithm, limits: Limits, isHashedAsBlob: boolean) {
		this.#isHashedAsBlob = isHashedAsBlob;
		this.#parser = new TarParser(handler, limits);
		this.#digester = createDigester(algorithm);
		this.#limits = limits;
	}

	/** Whether the last entry lacks a part of its content. */
	get isInsideEntry(): boolean {
		return this.#parser.isInsideEntry;
	}

	/** Whether the tar's end marker has come. */
	get isEnded(): boolean {
		return this.#parser.isEnded;
	}

	/** Takes bytes, all of which and all before them were made from `stored` bytes of the blob. */
	take(bytes: Uint8Array, stored: number): void {
		this.#attempt(() => {
			if (!this.#isHashedAsBlob) this.#digester.update(bytes);
			this.#parse(bytes, stored);
		});
	}

	/** Says that no more bytes come. */
	end(): void {
		this.#attempt(() => this.#parser.end());
	}

	/** The digest of all bytes that were taken; callable once. */
	digest(): Digest {
		return this.#digester.digest();
	}

	#attempt(step: () => void): void {
		if (this.failure !== undefined) return;
		try {
			step();
		} catch (error) {
			this.failure = error instanceof Error ? error : new Error(messageOf(error));
		}
	}

	#parse(bytes: Uint8Array, stored: number): void {
		this.size += bytes.length;
		this.#parser.push(bytes);
		const { maxInflateRatio, maxLayerBytes, maxImageBytes } = this.#limits;
		const name = maxImageBytes < maxLayerBytes ? "maxImageBytes" : "maxLayerBytes";
		if (this.size > this.#limits[name]) {
			throw new OciError("limit-exceeded", `its tar has more bytes than the limit of ${this.#limits[name]}`, { limit: name });
		}
		if (this.size > RATIO_MATTERS_FROM && this.size > stored * maxInflateRatio) {
			const message = `it inflates to more than ${maxInflateRatio} times its size, the limit`;
			throw new OciError("limit-exceeded", message, { limit: "maxInflateRatio" });
		}
	}
}
