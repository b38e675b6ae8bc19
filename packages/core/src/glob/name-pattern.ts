import { ANY_NUMBER, matchSequence } from "./sequence.ts";

/** Tells whether a name of a path, between two slashes, is meant. */
export type NameMatcher = (name: string) => boolean;

/** Tells whether a character is meant. */
type CharacterMatcher = (character: string) => boolean;

type Part = CharacterMatcher | typeof ANY_NUMBER;

/** A class of characters, and how much of the pattern describes it. */
interface ReadClass {
	readonly matches: CharacterMatcher;
	readonly length: number;
}

/** Compiles what a pattern has between two slashes: `*`, `?`, `[a-z]`, `[!a-z]`, `\` before a character that is meant as it is. */
export function compileName(pattern: string): NameMatcher {
	if (!/[*?[\\]/.test(pattern)) return (name) => name === pattern;

	const characters = [...pattern];
	const parts: Part[] = [];
	for (let at = 0; at < characters.length; at++) {
		const character = characters[at] as string;
		const read = character === "[" ? readClass(characters.slice(at + 1)) : undefined;
		if (character === "*") {
			parts.push(ANY_NUMBER);
		} else if (character === "?") {
			parts.push(() => true);
		} else if (read !== undefined) {
			parts.push(read.matches);
			at += read.length;
		} else {
			const meant = character === "\\" ? (characters[++at] ?? character) : character;
			parts.push((found) => found === meant);
		}
	}
	return (name) => matchSequence(parts, [...name], (matches, character) => matches(character));
}

/** Reads a class behind its `[`; undefined where it has no end, so that the bracket means itself. */
function readClass(characters: readonly string[]): ReadClass | undefined {
	const negated = characters[0] === "!" || characters[0] === "^";
	const ranges: [first: number, last: number][] = [];
	let at = negated ? 1 : 0;
	const next = (): number | undefined => characters[characters[at] === "\\" ? ++at : at]?.codePointAt(0);
	for (; characters[at] !== "]" || ranges.length === 0; at++) {
		const first = next();
		if (first === undefined) return undefined;
		let last: number | undefined = first;
		if (characters[at + 1] === "-" && characters[at + 2] !== "]") {
			at += 2;
			last = next();
			if (last === undefined) return undefined;
		}
		ranges.push([first, last]);
	}
	const matches: CharacterMatcher = (character) => {
		const code = character.codePointAt(0) as number;
		return ranges.some(([first, last]) => first <= code && code <= last) !== negated;
	};
	return { matches, length: at + 1 };
}
