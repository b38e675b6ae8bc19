import { neutralise } from "./neutralise.ts";

/** What is wrong with a JSON text. */
export interface JsonProblem {
	readonly problem: string;
	/** Whether the text nests deeper than allowed, rather than being wrong. */
	readonly tooDeep: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * Looks for what `JSON.parse` lets pass: nesting without end, which no reader needs, and an object that has a key twice, of
 * which one reader takes the first and another the last. Says nothing about texts that are no JSON; `JSON.parse` does.
 *
 * @returns undefined when there is neither
 */
export function findJsonProblem(text: string, maxDepth: number): JsonProblem | undefined {
	const keys: Set<string>[] = [];
	for (let at = 0; at < text.length; at++) {
		const character = text.charCodeAt(at);
		if (character === QUOTE) {
			const end = endOfString(text, at);
			const twice = repeatedKey(text, at, end, keys.at(-1));
			if (twice !== undefined) return { problem: `has the key ${JSON.stringify(neutralise(twice, 80))} twice`, tooDeep: false };
			at = end;
		} else if (isOpening(character)) {
			if (keys.length === maxDepth) return { problem: `nests deeper than ${maxDepth} levels`, tooDeep: true };
			keys.push(new Set());
		} else if (isClosing(character)) {
			keys.pop();
		}
	}
	return undefined;
}

/** Where the closing quote of the string that opens at `start` is. */
function endOfString(text: string, start: number): number {
	let at = start + 1;
	while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
	return at;
}

/** The string between two quotes, if it is a key that the object has had before; otherwise it is remembered. */
function repeatedKey(text: string, start: number, end: number, keys: Set<string> | undefined): string | undefined {
	const key = keys === undefined ? undefined : keyAt(text, start, end);
	if (key === undefined || keys?.has(key)) return key;
	keys?.add(key);
	return undefined;
}

/** The string between two quotes, if it is a key: followed by a colon. */
function keyAt(text: string, start: number, end: number): string | undefined {
	let next = end + 1;
	while (isSpace(text.charCodeAt(next))) next++;
	if (text.charCodeAt(next) !== COLON) return undefined;

	const raw = text.slice(start + 1, end);
	if (!raw.includes("\\")) return raw;
	try {
		return String(JSON.parse(`"${raw}"`));
	} catch {
		return raw;
	}
}

function isOpening(character: number): boolean {
	return character === 0x7b || character === 0x5b;
}

function isClosing(character: number): boolean {
	return character === 0x7d || character === 0x5d;
}

function isSpace(character: number): boolean {
	return character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09;
}
