import type { Limits } from "@plimsoll/core";
import { type Parsed, type Problem, tooDeep, tooMany } from "./problem.ts";

const SEMICOLON = 0x3b;
const COLON = 0x3a;
/** Longer numbers are none. */
const MAX_SCALAR_BYTES = 64;

/**
 * Reads what PHP's `serialize` writes, as far as it is data: texts, numbers, truth values, nothing, and arrays, which become
 * objects without a prototype. Objects and references of PHP are refused.
 *
 * @see https://www.php.net/manual/en/function.serialize.php
 */
export function parsePhpSerialized(bytes: Uint8Array, limits: Limits): Parsed<unknown> {
	const reader = new PhpReader(bytes, limits);
	const value = reader.value(0);
	return reader.problem === undefined ? { value } : { problem: reader.problem };
}

class PhpReader {
	problem: Problem | undefined;
	readonly #bytes: Buffer;
	readonly #limits: Limits;
	#at = 0;
	#values = 0;

	constructor(bytes: Uint8Array, limits: Limits) {
		this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#limits = limits;
	}

	value(depth: number): unknown {
		if (++this.#values > this.#limits.maxValues) return this.#refuse(tooMany("PHP data", this.#limits));
		const kind = String.fromCharCode(this.#bytes[this.#at] ?? 0);
		this.#at += 2;
		switch (kind) {
			case "N":
				return null;
			case "b":
				return this.#scalar(SEMICOLON) === "1";
			case "i":
			case "d":
				return Number(this.#scalar(SEMICOLON));
			case "s":
				return this.#text();
			case "a":
				return this.#array(depth);
			default:
				return this.#refuse();
		}
	}

	/** `5:"hello";`, its length in bytes. */
	#text(): string | undefined {
		const length = this.#length();
		const start = this.#at + 1;
		const end = start + length;
		if (!(end + 1 < this.#bytes.length) || this.#bytes[end + 1] !== SEMICOLON) return this.#refuse();
		this.#at = end + 2;
		return this.#bytes.toString("utf8", start, end);
	}

	/** `2:{i:0;…;s:1:"x";…;}`. */
	#array(depth: number): unknown {
		if (depth >= this.#limits.maxDepth) return this.#refuse(tooDeep("PHP data", this.#limits));
		const length = this.#length();
		const array: Record<string, unknown> = Object.create(null);
		this.#at++;
		// A length is foreign: each turn reads at least a byte, or ends at a problem.
		for (let index = 0; index < length && this.problem === undefined; index++) {
			const key = this.value(depth + 1);
			if (typeof key !== "string" && typeof key !== "number") return this.#refuse();
			array[key] = this.value(depth + 1);
		}
		this.#at++;
		return this.problem === undefined ? array : undefined;
	}

	#length(): number {
		const text = this.#scalar(COLON);
		return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
	}

	/** What stands before the next mark. */
	#scalar(mark: number): string {
		const end = this.#bytes.indexOf(mark, this.#at);
		const length = end - this.#at;
		if (end === -1 || length > MAX_SCALAR_BYTES) {
			this.#refuse();
			return "";
		}
		const text = this.#bytes.toString("latin1", this.#at, end);
		this.#at = end + 1;
		return text;
	}

	#refuse(problem: Problem = { code: "file-malformed", message: `not data of PHP at byte ${this.#at}` }): undefined {
		this.problem ??= problem;
	}
}
