import { type Limits, messageOf } from "@plimsoll/core";
import { decodeText, utf8Bytes } from "../text/decode.ts";
import { type Parsed, type Problem, tooDeep, tooMany } from "./problem.ts";

const QUOTE = 34;
const BACKSLASH = 92;
/** What each byte adds to the depth, by its code: `[` `{` and `]` `}`. */
export const NESTING: Int8Array = new Int8Array(256);
for (const opening of [0x5b, 0x7b]) NESTING.set([1, 0, -1], opening);
/** What each byte adds to the values: `,` `[` `{`. */
const VALUES: Uint8Array = new Uint8Array(256);
for (const mark of [0x2c, 0x5b, 0x7b]) VALUES[mark] = 1;

/** Parses a JSON file, unless it is nested more deeply than `maxDepth` or has more than `maxValues` values. */
export function parseJson(bytes: Uint8Array, limits: Limits): Parsed<unknown> {
	const problem = problemOf(utf8Bytes(bytes), limits);
	if (problem !== undefined) return { problem };

	try {
		return { value: JSON.parse(decodeText(bytes)) };
	} catch (error) {
		return { problem: { code: "file-malformed", message: `not valid JSON: ${reasonOf(error)}` } };
	}
}

/** What of the marks outside of strings is too much. All values but the first of a list or object come behind a comma. */
function problemOf(bytes: Uint8Array, limits: Limits): Problem | undefined {
	let depth = 0;
	let values = 0;
	for (let index = 0; index < bytes.length; index++) {
		const byte = bytes[index] ?? 0;
		if (byte === QUOTE) {
			index = stringEnd(bytes, index);
			continue;
		}
		depth += NESTING[byte] ?? 0;
		values += VALUES[byte] ?? 0;
		if (depth > limits.maxDepth) return tooDeep("JSON", limits);
		if (values > limits.maxValues) return tooMany("JSON", limits);
	}
	return undefined;
}

/** The quotation mark that ends the string which one begins; the end of the bytes where there is none. */
export function stringEnd(bytes: Uint8Array, start: number): number {
	let end = bytes.indexOf(QUOTE, start + 1);
	while (end !== -1 && isEscaped(bytes, end, start)) end = bytes.indexOf(QUOTE, end + 1);
	return end === -1 ? bytes.length : end;
}

function isEscaped(bytes: Uint8Array, index: number, start: number): boolean {
	let before = index - 1;
	while (before > start && bytes[before] === BACKSLASH) before--;
	return (index - 1 - before) % 2 === 1;
}

/** V8 quotes the text around the error, which may be a secret: only what went wrong is kept. */
function reasonOf(error: unknown): string {
	const message = messageOf(error);
	const place = /\bposition \d+/.exec(message)?.[0];
	return place === undefined ? "unexpected end or token" : `unexpected text at ${place}`;
}
