import { withoutEntities } from "./xml.ts";

/** More than any element of a known format has. */
const MAX_ATTRIBUTES = 64;

const SPACE = /\s*/y;
const NAME = /[^\s=/>"']{1,256}/y;
const EQUALS = /\s*=\s*/y;

/**
 * The attributes of an element, by their names as written (`xmlns`, `bom-ref`, `p:name`). Whatever is no attribute ends the
 * reading; what was read stays.
 *
 * @param tag what stands between `<` and `>`
 */
export function readAttributes(tag: string): ReadonlyMap<string, string> {
	const attributes = new Map<string, string>();
	let at = tag.search(/\s/);
	while (at !== -1 && attributes.size < MAX_ATTRIBUTES) {
		const name = take(NAME, tag, take(SPACE, tag, at).end);
		const equals = take(EQUALS, tag, name.end);
		const quote = tag[equals.end];
		if (name.text === "" || equals.text === "" || (quote !== '"' && quote !== "'")) break;

		const end = tag.indexOf(quote, equals.end + 1);
		if (end === -1) break;
		attributes.set(name.text, withoutEntities(tag.slice(equals.end + 1, end)));
		at = end + 1;
	}
	return attributes;
}

/** What a sticky pattern finds at a place; an empty text where it finds nothing. */
function take(pattern: RegExp, text: string, at: number): { readonly text: string; readonly end: number } {
	pattern.lastIndex = at;
	const found = pattern.exec(text)?.[0] ?? "";
	return { text: found, end: at + found.length };
}
