import type { Limits } from "@plimsoll/core";
import { utf8Bytes } from "../text/decode.ts";
import { NESTING, parseJson, stringEnd } from "./json.ts";
import type { Parsed, Problem } from "./problem.ts";

const [QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d];

/** Members of one object that are told apart; the documents that are read this way have a few dozen. */
const MAX_MEMBERS = 1000;

/** A value that has not been parsed: where its bytes begin and end. */
export interface JsonPart {
	readonly start: number;
	readonly end: number;
}

/**
 * A JSON document that is too large to be parsed at once: shows where the values of an object or a list lie, so that each
 * can be parsed, counted or passed over on its own. What is passed over is not checked to be JSON. One pass over the bytes
 * for each level that is asked for.
 */
export class JsonParts {
	readonly #bytes: Uint8Array;
	readonly #limits: Limits;
	readonly #problem: (problem: Problem) => void;

	/** Whether it was said that the document is cut short. */
	#isCut = false;

	/** @param problem takes what is wrong with the structure; what comes before it can still be read */
	constructor(bytes: Uint8Array, limits: Limits, problem: (problem: Problem) => void) {
		this.#bytes = utf8Bytes(bytes);
		this.#limits = limits;
		this.#problem = problem;
	}

	/** The document as a whole. */
	get whole(): JsonPart {
		const mark = this.#bytes[0] === 0xef && this.#bytes[1] === 0xbb && this.#bytes[2] === 0xbf;
		return { start: mark ? 3 : 0, end: this.#bytes.length };
	}

	/** The members of an object by name; of several with one name the last, as every parser takes it. */
	members(part: JsonPart): ReadonlyMap<string, JsonPart> {
		const members = new Map<string, JsonPart>();
		for (const { start, end } of this.#values(part, OPEN_OBJECT)) {
			const keyEnd = stringEnd(this.#bytes, start) + 1;
			const colon = this.#skipSpace(keyEnd);
			const key = this.#bytes[start] === QUOTE ? this.value({ start, end: keyEnd }).value : undefined;
			if (typeof key !== "string" || this.#bytes[colon] !== COLON) {
				this.#malformed(`expected a name and a colon at position ${start}`);
				continue;
			}
			if (members.has(key)) this.#malformed(`several members ${JSON.stringify(key.slice(0, 80))}, of which the last counts`);
			members.set(key, { start: this.#skipSpace(colon + 1), end });
			if (members.size > MAX_MEMBERS) break;
		}
		return members;
	}

	/** The elements of a list, in order; none where it is none. */
	elements(part: JsonPart | undefined): Iterable<JsonPart> {
		return part === undefined ? [] : this.#values(part, OPEN_LIST);
	}

	/** How many elements a list, or members an object, has. */
	count(part: JsonPart): number {
		const opening = this.#bytes[this.#skipSpace(part.start)] ?? 0;
		let count = 0;
		for (const _ of this.#values(part, opening)) count++;
		return count;
	}

	/** Parses a part. */
	value({ start, end }: JsonPart): Parsed<unknown> {
		return parseJson(this.#bytes.subarray(start, end), this.#limits);
	}

	/** What lies between the commas of an object or a list, spaces before it left out. */
	*#values(part: JsonPart, opening: number): Generator<JsonPart, void, undefined> {
		const first = this.#skipSpace(part.start);
		if (this.#bytes[first] !== opening) return;

		const closing = opening === OPEN_LIST ? CLOSE_LIST : CLOSE_OBJECT;
		let start = this.#skipSpace(first + 1);
		if (this.#bytes[start] === closing) return;
		while (start < part.end) {
			const end = this.#end(start, part.end);
			// Of a member that is cut short, what is there can be read; an element that is cannot be parsed.
			if (end < part.end || opening === OPEN_OBJECT) yield { start, end };
			if (end >= part.end) break;
			if (this.#bytes[end] === closing) return;
			start = this.#skipSpace(end + 1);
		}
		if (!this.#isCut)
			this.#malformed(`it ends at position ${part.end}, in the middle of ${opening === OPEN_LIST ? "a list" : "an object"}`);
		this.#isCut = true;
	}

	/** Where a value, or a member, ends: at the comma or the bracket behind it. */
	#end(start: number, limit: number): number {
		let depth = 0;
		for (let at = start; at < limit; at++) {
			const byte = this.#bytes[at] ?? 0;
			if (byte === QUOTE) {
				at = stringEnd(this.#bytes, at);
				continue;
			}
			if (depth === 0 && (byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT)) return at;
			depth += NESTING[byte] ?? 0;
		}
		return limit;
	}

	#skipSpace(start: number): number {
		let at = start;
		while ((this.#bytes[at] ?? 0xff) <= 0x20) at++;
		return at;
	}

	#malformed(message: string): void {
		this.#problem({ code: "file-malformed", message: `not valid JSON: ${message}` });
	}
}
