/** A literal and where the text goes on behind it. */
export interface Literal<T> {
	readonly value: T;
	readonly end: number;
}

const CLOSING: ReadonlyMap<string, string> = new Map([
	["(", ")"],
	["[", "]"],
	["{", "}"],
	["<", ">"],
]);

/** What a backslash and a letter stand for between double quotes; other characters stand for themselves. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
	["n", "\n"],
	["t", "\t"],
	["r", "\r"],
	["0", "\0"],
	["e", "\u001b"],
	["s", " "],
]);

/** More in one list are not read. */
const MAX_ITEMS = 1000;

/**
 * Reads a string of Ruby that stands for itself: `"x"`, `'x'`, `%q<x>`, each perhaps followed by `.freeze`. Undefined for
 * anything that would have to be run: nothing foreign ever is.
 *
 * @see https://docs.ruby-lang.org/en/master/syntax/literals_rdoc.html
 */
export function readString(text: string, start: number): Literal<string> | undefined {
	const literal = text[start] === "%" ? readPercent(text, start) : readQuoted(text, start);
	return literal === undefined ? undefined : { value: literal.value, end: behind(text, literal.end, ".freeze") };
}

/** Reads a list of such strings, `["x", nil, 'y']` or `%w[x y]`. */
export function readStrings(text: string, start: number): Literal<readonly string[]> | undefined {
	if (text.startsWith("%w", start) && CLOSING.has(text[start + 2] ?? "")) {
		const words = readDelimited(text, start + 2, false);
		return words === undefined ? undefined : { value: words.value.split(/\s+/).filter(Boolean).slice(0, MAX_ITEMS), end: words.end };
	}
	return text[start] === "[" ? readBrackets(text, start + 1) : undefined;
}

/** The first place from `start` on that holds no blank. */
export function skipBlanks(text: string, start: number): number {
	let at = start;
	while (text[at] === " " || text[at] === "\t") at++;
	return at;
}

function readBrackets(text: string, start: number): Literal<readonly string[]> | undefined {
	const value: string[] = [];
	let at = skipBlanks(text, start);
	while (text[at] !== "]") {
		const item = readString(text, at);
		if (item !== undefined && value.length < MAX_ITEMS) value.push(item.value);
		else if (!text.startsWith("nil", at)) return undefined;
		at = skipBlanks(text, item?.end ?? at + 3);
		if (text[at] === ",") at = skipBlanks(text, at + 1);
		else if (text[at] !== "]") return undefined;
	}
	return { value, end: behind(text, at + 1, ".freeze") };
}

function readQuoted(text: string, start: number): Literal<string> | undefined {
	const quote = text[start];
	return quote === '"' || quote === "'" ? readDelimited(text, start, quote === '"') : undefined;
}

function readPercent(text: string, start: number): Literal<string> | undefined {
	const kind = text[start + 1] ?? "";
	const at = kind === "q" || kind === "Q" ? start + 2 : start + 1;
	return CLOSING.has(text[at] ?? "") ? readDelimited(text, at, kind !== "q") : undefined;
}

/** @param rich whether backslashes stand for characters, and `#{` for code */
function readDelimited(text: string, start: number, rich: boolean): Literal<string> | undefined {
	const opening = text[start] ?? "";
	const closing = CLOSING.get(opening) ?? opening;
	let value = "";
	let depth = 0;
	for (let at = start + 1; at < text.length; at++) {
		const character = text[at] ?? "";
		if (character === "\\") {
			const escaped = readEscape(text, at + 1, rich);
			value += escaped.value;
			at = escaped.end - 1;
			continue;
		}
		if (rich && character === "#" && text[at + 1] === "{") return undefined;
		if (character === closing && depth-- === 0) return { value, end: at + 1 };
		if (character === opening) depth++;
		value += character;
	}
	return undefined;
}

function readEscape(text: string, start: number, rich: boolean): Literal<string> {
	const character = text[start] ?? "";
	const end = start + 1;
	if (!rich) return { value: /[\\'()[\]{}<>]/.test(character) ? character : `\\${character}`, end };

	const code = /^(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2}))/.exec(text.slice(start, start + 9));
	if (code === null) return { value: ESCAPES.get(character) ?? character, end };
	const point = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? "", 16);
	return { value: point <= 0x10ffff ? String.fromCodePoint(point) : "", end: start + code[0].length };
}

function behind(text: string, at: number, suffix: string): number {
	return text.startsWith(suffix, at) ? at + suffix.length : at;
}
