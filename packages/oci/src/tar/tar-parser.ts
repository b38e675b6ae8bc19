import type { Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { EntryDecoder } from "./entry-decoder.ts";
import { expandSparse } from "./sparse.ts";
import type { TarEntry, TarProblem } from "./tar-entry.ts";
import { BLOCK } from "./tar-header.ts";

/** What becomes of an entry's stored bytes: passed over, held in memory as a whole, or passed on as they come. */
export type BodyUse = "skip" | "keep" | "pass";

/** What a {@link TarParser} calls as it goes along. */
export interface TarHandler {
	/** An entry begins. */
	entry(entry: TarEntry): BodyUse;
	/** The content of the last entry that was kept; undefined where its sparse map lies. */
	content(bytes: Uint8Array | undefined): void;
	/** More bytes of the entry that is passed on; they are only lent. Whether more are wanted. */
	pass(bytes: Uint8Array): boolean;
	/** The entry that was passed on has ended. */
	passed(): void;
	/** An entry is left out. */
	ignored(problem: TarProblem): void;
}

type Phase = "header" | "map" | "extended" | BodyUse | "padding" | "ended";

/**
 * Reads a tar from chunks of any size. Headers are read where they lie in the chunk; bodies that nobody wants are passed
 * over without a copy.
 *
 * @example
 * ```ts
 * const parser = new TarParser(handler, defaultLimits());
 * for await (const chunk of stream) parser.push(chunk);
 * parser.end();
 * ```
 */
export class TarParser {
	readonly #handler: TarHandler;
	readonly #decoder: EntryDecoder;
	readonly #scratch: Buffer = Buffer.alloc(BLOCK);
	#scratchFilled = 0;
	#phase: Phase = "header";
	/** Bytes of the body, or of its padding, that have not come. */
	#remaining = 0;
	#padding = 0;
	#body: Buffer = this.#scratch;
	#entry: TarEntry | undefined;

	constructor(handler: TarHandler, limits: Limits) {
		this.#handler = handler;
		this.#decoder = new EntryDecoder(limits, (problem) => handler.ignored(problem));
	}

	/** Whether the body of the entry that came last is not complete. */
	get isInsideEntry(): boolean {
		return this.#entry !== undefined && (this.#phase === "skip" || this.#phase === "keep" || this.#phase === "pass");
	}

	/** Whether the end marker has come; what follows it is no part of the archive. */
	get isEnded(): boolean {
		return this.#phase === "ended";
	}

	/**
	 * Takes the next bytes.
	 *
	 * @throws {@link OciError} `archive-malformed`, `limit-exceeded`; nothing more can be read then
	 */
	push(chunk: Uint8Array): void {
		const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
		let at = 0;
		while (at < bytes.length && this.#phase !== "ended") {
			at = this.#phase === "header" || this.#phase === "map" ? this.#pushBlock(bytes, at) : this.#pushBody(bytes, at);
		}
	}

	/**
	 * Says that no more bytes come. An archive without its end marker is accepted, as every tar does, and so is one that stops
	 * right behind its last body: Go's writer does when it is not closed, as in `umoci insert`. One that ends inside an entry,
	 * its padding or a header is not.
	 *
	 * @throws {@link OciError} `archive-malformed`
	 */
	end(): void {
		const isUnpadded = this.#phase === "padding" && this.#remaining === this.#padding;
		const isBetween = isUnpadded || (this.#phase === "header" && this.#scratchFilled === 0);
		if ((isBetween && !this.#decoder.isPending) || this.#phase === "ended") return;

		const where = this.#entry === undefined ? "inside a header" : `inside the entry ${JSON.stringify(this.#entry.path)}`;
		throw new OciError("archive-malformed", `The tar is cut short: it ends ${where}`);
	}

	#pushBlock(bytes: Buffer, at: number): number {
		if (this.#scratchFilled === 0 && bytes.length - at >= BLOCK) {
			this.#takeBlock(bytes, at);
			return at + BLOCK;
		}
		const end = Math.min(bytes.length, at + BLOCK - this.#scratchFilled);
		this.#scratchFilled += bytes.copy(this.#scratch, this.#scratchFilled, at, end);
		if (this.#scratchFilled === BLOCK) {
			this.#scratchFilled = 0;
			this.#takeBlock(this.#scratch, 0);
		}
		return end;
	}

	#takeBlock(block: Buffer, at: number): void {
		const step = this.#phase === "map" ? this.#decoder.map(block, at) : this.#decoder.header(block, at);
		switch (step) {
			case "header":
			case "map":
				this.#phase = step;
				return;
			case "end":
				this.#phase = "ended";
				return;
			case "extended":
				this.#startBody(undefined, "extended");
				return;
			case "skip":
				this.#startBody(undefined, "skip");
				return;
			case "entry": {
				const entry = this.#decoder.entry;
				this.#startBody(entry, entry === undefined ? "skip" : this.#handler.entry(entry));
			}
		}
	}

	#startBody(entry: TarEntry | undefined, phase: "extended" | BodyUse): void {
		this.#entry = entry;
		this.#remaining = this.#decoder.bodySize;
		this.#padding = (BLOCK - (this.#remaining % BLOCK)) % BLOCK;
		this.#phase = phase;
		if (phase === "extended" || phase === "keep") this.#body = Buffer.from(new ArrayBuffer(this.#remaining));
		if (this.#remaining === 0) this.#finishBody();
	}

	#pushBody(bytes: Buffer, at: number): number {
		const end = Math.min(bytes.length, at + this.#remaining);
		if (this.#phase === "extended" || this.#phase === "keep") bytes.copy(this.#body, this.#body.length - this.#remaining, at, end);
		if (this.#phase === "pass" && !this.#handler.pass(bytes.subarray(at, end))) this.#phase = "skip";
		this.#remaining -= end - at;
		if (this.#remaining === 0) this.#finishBody();
		return end;
	}

	#finishBody(): void {
		const phase = this.#phase;
		this.#remaining = phase === "padding" ? 0 : this.#padding;
		this.#phase = this.#remaining === 0 ? "header" : "padding";
		if (phase === "extended") this.#decoder.extended(this.#body);
		if (phase === "keep") this.#finishContent();
		if (phase === "pass") this.#handler.passed();
		this.#body = this.#scratch;
	}

	#finishContent(): void {
		const sparse = this.#entry?.sparse;
		const bytes = new Uint8Array(this.#body.buffer, this.#body.byteOffset, this.#body.byteLength);
		this.#handler.content(sparse === undefined ? bytes : expandSparse(bytes, sparse));
	}
}
