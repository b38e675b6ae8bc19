import { neutralise } from "@plimsoll/core";
import { chunked } from "./chunks.ts";

/**
 * Writes JSON as a report carries it: two spaces, a trailing newline, and every character that could deceive on a terminal
 * (see `neutralise`) as a `\u` escape, so that the data is exact and the file safe to print.
 */
export function jsonText(value: unknown): string {
	return `${escapeAll(JSON.stringify(value, null, 2))}\n`;
}

/** JSON in one line, safe to print likewise. */
export function jsonLine(value: unknown): string {
	return escapeAll(JSON.stringify(value));
}

/**
 * Writes an object as {@link jsonText} does, piece by piece: a member that is iterable but no array is written as a list whose
 * items are made while they are written, so that no more than one of them is held.
 */
export function jsonChunks(document: object): Iterable<string> {
	return chunked(pieces(document));
}

function* pieces(document: object): Generator<string> {
	let separator = "{\n";
	for (const [key, value] of Object.entries(document)) {
		if (value === undefined) continue;
		yield `${separator}  ${jsonLine(key)}: `;
		if (isLazyList(value)) yield* listPieces(value);
		else yield indented(value, "  ");
		separator = ",\n";
	}
	yield separator === "{\n" ? "{}\n" : "\n}\n";
}

function* listPieces(list: Iterable<unknown>): Generator<string> {
	let separator = "[\n";
	for (const item of list) {
		yield `${separator}    ${indented(item, "    ")}`;
		separator = ",\n";
	}
	yield separator === "[\n" ? "[]" : "\n  ]";
}

function indented(value: unknown, indent: string): string {
	return escapeAll(JSON.stringify(value, null, 2)).replaceAll("\n", `\n${indent}`);
}

function isLazyList(value: unknown): value is Iterable<unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value) && Symbol.iterator in value;
}

function escapeAll(json: string): string {
	return json.replace(/[^\n -~]/gu, escapeUnsafe);
}

function escapeUnsafe(character: string): string {
	if (neutralise(character) === character) return character;

	let escaped = "";
	for (let index = 0; index < character.length; index++) {
		escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
	}
	return escaped;
}
