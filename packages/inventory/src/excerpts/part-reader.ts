import { messageOf } from "@plimsoll/core";
import type { ExcerptReader } from "@plimsoll/oci";
import type { Excerpt } from "./excerpt.ts";

/** Reads one file in passing for some catalogers. Never throws. */
export interface PartReader {
	/** Takes the next bytes, which are only lent. Whether more are wanted. */
	push(bytes: Uint8Array): boolean;
	/** What is kept of the file, after the last byte that was wanted. */
	end(): Excerpt | undefined;
	/** What is kept in its place where the content could not be had, or not all of it. */
	unread?(): Excerpt | undefined;
}

/** The reader of one cataloger. What that throws is a defect of Plimsoll; passed on, it would cost the layer. */
export class CatalogerReader implements PartReader {
	readonly #id: string;
	readonly #reader: ExcerptReader;
	#problem: string | undefined;

	constructor(id: string, reader: ExcerptReader) {
		this.#id = id;
		this.#reader = reader;
	}

	push(bytes: Uint8Array): boolean {
		try {
			return this.#reader.push(bytes);
		} catch (error) {
			this.#fail(error);
			return false;
		}
	}

	end(): Excerpt | undefined {
		return this.#excerpt(() => this.#reader.end());
	}

	unread(): Excerpt | undefined {
		return this.#excerpt(() => this.#reader.unread?.());
	}

	#excerpt(read: () => Uint8Array | undefined): Excerpt | undefined {
		let part: Uint8Array | undefined;
		try {
			part = this.#problem === undefined ? read() : undefined;
		} catch (error) {
			this.#fail(error);
		}
		const parts = new Map(part === undefined ? [] : [[this.#id, part]]);
		return part === undefined && this.#problem === undefined
			? undefined
			: { parts, problem: this.#problem, isLost: this.#problem !== undefined };
	}

	#fail(error: unknown): void {
		this.#problem = `the ${this.#id} cataloger gave up on it: ${messageOf(error)}`;
	}
}
