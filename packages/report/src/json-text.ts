import { neutralise } from "@plimsoll/core";

/**
 * Writes JSON as a report carries it: two spaces, a trailing newline, and every character that could deceive on a terminal
 * (see `neutralise`) as a `\u` escape, so that the data is exact and the file safe to print.
 */
export function jsonText(value: unknown): string {
	return `${JSON.stringify(value, null, 2).replace(/[^\n -~]/gu, escapeUnsafe)}\n`;
}

function escapeUnsafe(character: string): string {
	if (neutralise(character) === character) return character;

	let escaped = "";
	for (let index = 0; index < character.length; index++) {
		escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
	}
	return escaped;
}
