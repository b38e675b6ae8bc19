import { type Limits, messageOf } from "@plimsoll/core";
import { decodeText } from "../text/decode.ts";
import type { Parsed } from "./problem.ts";

const QUOTE = 34;
const BACKSLASH = 92;

/** Parses a JSON file, unless it is nested more deeply than `maxDepth`. */
export function parseJson(bytes: Uint8Array, limits: Limits): Parsed<unknown> {
	if (nestingOf(bytes, limits.maxDepth) > limits.maxDepth) {
		return { problem: { code: "file-limit", message: `JSON nested more than ${limits.maxDepth} deep`, limit: "maxDepth" } };
	}

	try {
		return { value: JSON.parse(decodeText(bytes)) };
	} catch (error) {
		return { problem: { code: "file-malformed", message: `not valid JSON: ${reasonOf(error)}` } };
	}
}

/** How deeply brackets outside of strings are nested, as soon as that is known to be more than `enough`. */
function nestingOf(bytes: Uint8Array, enough: number): number {
	let depth = 0;
	let deepest = 0;
	for (let index = 0; index < bytes.length && deepest <= enough; index++) {
		const byte = bytes[index];
		if (byte === QUOTE) {
			index = stringEnd(bytes, index);
		} else if (byte === 123 || byte === 91) {
			depth++;
			if (depth > deepest) deepest = depth;
		} else if (byte === 125 || byte === 93) {
			depth--;
		}
	}
	return deepest;
}

function stringEnd(bytes: Uint8Array, start: number): number {
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
