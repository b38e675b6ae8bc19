import { expandBraces } from "./braces.ts";
import { compileName, type NameMatcher } from "./name-pattern.ts";
import { ANY_NUMBER, matchSequence } from "./sequence.ts";

/** Longer patterns are none that a person wrote. */
const MAX_LENGTH = 4096;
/** What the braces of one pattern may come to. */
const MAX_ALTERNATIVES = 256;

/** Tells whether a path is meant. Slashes at either end make no difference. */
export type PathMatcher = (path: string) => boolean;

/**
 * Compiles a pattern for paths: `*` and `?` inside a name, `**` for any number of folders, `[a-z]`, `[!a-z]`, `{a,b}`, `\` before a
 * character that is meant as it is. A name that starts with a dot is like any other. A bracket or brace without its end means itself.
 *
 * Matching takes no more steps than pattern times path: paths are foreign. (Regular expressions, and Node's `path.matchesGlob`, which
 * is made of them, take minutes for a name of 41 characters.)
 *
 * @returns undefined for a pattern of more than 4,096 characters, or whose braces come to more than 256 patterns
 * @example
 * compileGlob("app/*.json")?.("/app/a.json"); // true
 */
export function compileGlob(pattern: string): PathMatcher | undefined {
	const alternatives = pattern.length > MAX_LENGTH ? undefined : expandBraces(pattern, MAX_ALTERNATIVES);
	if (alternatives === undefined) return undefined;

	const compiled = alternatives.map((alternative) => namesOf(alternative).map(compilePart));
	return (path) => {
		const names = namesOf(path);
		return compiled.some((parts) => matchSequence(parts, names, (matches, name) => matches(name)));
	};
}

function compilePart(name: string): NameMatcher | typeof ANY_NUMBER {
	return name === "**" ? ANY_NUMBER : compileName(name);
}

function namesOf(path: string): readonly string[] {
	return path.split("/").filter((name) => name !== "" && name !== ".");
}
