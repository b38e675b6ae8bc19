/** A token at the start of a text, and where it ends. */
interface Token {
	readonly value: string;
	readonly end: number;
}

/** The key at the start of a line and the text behind its colon; undefined where the line has another shape. */
export function splitKey(text: string): { readonly key: string; readonly rest: string } | undefined {
	const token = isQuote(text[0]) ? quoted(text) : plainKey(text);
	if (token === undefined || text[token.end] !== ":") return undefined;

	const rest = text.slice(token.end + 1);
	if (rest !== "" && rest[0] !== " ") return undefined;
	return { key: token.value, rest: rest.trim() };
}

/**
 * The text of a value on one line. A flow collection is given as it is written, since no reader needs its inside.
 *
 * @returns undefined where the value uses what lock files never have: anchors, aliases, tags, several lines
 */
export function scalarOf(text: string): string | undefined {
	const first = text[0];
	if (isQuote(first)) return wholeQuoted(text);
	if (first === "{") return text.endsWith("}") ? text : undefined;
	if (first === "[") return text.endsWith("]") ? text : undefined;
	if (first !== undefined && "&*!%@`,]}".includes(first)) return undefined;
	if (text === "?" || text.startsWith("? ")) return undefined;
	return withoutComment(text);
}

function wholeQuoted(text: string): string | undefined {
	const token = quoted(text);
	return token !== undefined && withoutComment(text.slice(token.end)) === "" ? token.value : undefined;
}

function plainKey(text: string): Token | undefined {
	if ("&*!%@`?,|>[]{}#".includes(text[0] ?? "#")) return undefined;

	const colon = text.indexOf(": ");
	const end = colon === -1 && text.endsWith(":") ? text.length - 1 : colon;
	return end <= 0 ? undefined : { value: text.slice(0, end), end };
}

function quoted(text: string): Token | undefined {
	return text[0] === "'" ? singleQuoted(text) : doubleQuoted(text);
}

function singleQuoted(text: string): Token | undefined {
	let end = text.indexOf("'", 1);
	while (end !== -1 && text[end + 1] === "'") end = text.indexOf("'", end + 2);
	return end === -1 ? undefined : { value: text.slice(1, end).replaceAll("''", "'"), end: end + 1 };
}

function doubleQuoted(text: string): Token | undefined {
	let end = 1;
	while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
	if (end >= text.length) return undefined;

	try {
		return { value: String(JSON.parse(text.slice(0, end + 1))), end: end + 1 };
	} catch {
		return undefined;
	}
}

function isQuote(character: string | undefined): boolean {
	return character === "'" || character === '"';
}

function withoutComment(text: string): string {
	if (text.startsWith("#")) return "";

	const comment = text.indexOf(" #");
	return (comment === -1 ? text : text.slice(0, comment)).trim();
}
