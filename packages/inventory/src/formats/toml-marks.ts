import type { Limits } from "@plimsoll/core";
import { type Problem, tooDeep, tooMany, VALUES_OF_A_TABLE } from "./problem.ts";

const DOT = 46;
const NEWLINE = 10;
const HASH = 35;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;

/** What each byte adds to the values: `,` `=`, and more for `[` `{` and the dots of keys, since the parser keeps much of a table. */
const VALUES: Uint8Array = new Uint8Array(256);
for (const mark of [0x2c, 0x3d]) VALUES[mark] = 1;
for (const mark of [0x5b, 0x7b, DOT]) VALUES[mark] = VALUES_OF_A_TABLE;

/** Bytes that end a key: `,` `=` `[` `{` and the end of a line. */
const KEY_ENDS: Uint8Array = new Uint8Array(256);
for (const mark of [0x2c, 0x3d, 0x5b, 0x7b, NEWLINE]) KEY_ENDS[mark] = 1;

/**
 * What of a TOML document is too much, told before it is parsed: tables and values by the marks that begin them, and the dots
 * of keys, since `a.a.a…` nests a table for each.
 */
export function findTomlProblem(bytes: Uint8Array, limits: Limits): Problem | undefined {
	let values = 0;
	let dots = 0;
	for (let index = 0; index < bytes.length; index++) {
		const byte = bytes[index] ?? 0;
		if (byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE || byte === HASH) {
			index = passedOver(bytes, index, byte);
			continue;
		}
		values += VALUES[byte] ?? 0;
		if (byte === DOT) dots++;
		else if (KEY_ENDS[byte] === 1) dots = 0;
		if (dots >= limits.maxDepth) return tooDeep("TOML", limits);
		if (values > limits.maxValues) return tooMany("TOML", limits);
	}
	return undefined;
}

/** The index of the last byte of the string or comment that begins at `start`. */
function passedOver(bytes: Uint8Array, start: number, mark: number): number {
	if (mark === HASH) return indexOf(bytes, NEWLINE, start) - 1;
	if (bytes[start + 1] === mark && bytes[start + 2] === mark) return longStringEnd(bytes, start + 3, mark);
	return shortStringEnd(bytes, start + 1, mark);
}

/** A string on one line; one without an end is no TOML, and ends with the line. */
function shortStringEnd(bytes: Uint8Array, start: number, quote: number): number {
	let index = start;
	while (index < bytes.length && bytes[index] !== quote && bytes[index] !== NEWLINE) index += isEscape(bytes, index, quote) ? 2 : 1;
	return index;
}

function longStringEnd(bytes: Uint8Array, start: number, quote: number): number {
	let index = start;
	while (index < bytes.length && !isLongEnd(bytes, index, quote)) index += isEscape(bytes, index, quote) ? 2 : 1;
	return index + 2;
}

function isLongEnd(bytes: Uint8Array, index: number, quote: number): boolean {
	return bytes[index] === quote && bytes[index + 1] === quote && bytes[index + 2] === quote;
}

/** Only strings in double quotes have escapes. */
function isEscape(bytes: Uint8Array, index: number, quote: number): boolean {
	return quote === DOUBLE_QUOTE && bytes[index] === BACKSLASH;
}

function indexOf(bytes: Uint8Array, byte: number, start: number): number {
	const index = bytes.indexOf(byte, start);
	return index === -1 ? bytes.length : index;
}
