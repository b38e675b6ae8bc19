import { compareDigits, isDigits, stripZeros } from "./digits.ts";
import { type ParsedVersion, type VersionOrdering, versionText } from "./ordering.ts";

interface PackagistVersion extends ParsedVersion {
	readonly parts: readonly Part[];
}

/** A number or a word. */
interface Part {
	/** Its place among other kinds: see {@link RANKS}. */
	readonly rank: number;
	/** Of a number; words have none. */
	readonly digits: string;
}

/** The words that PHP knows, before and after a version's end; a word that begins with one of them counts as that one. */
const RANKS: readonly (readonly [word: string, rank: number])[] = [
	["dev", 1],
	["alpha", 2],
	["a", 2],
	["beta", 3],
	["b", 3],
	["RC", 4],
	["rc", 4],
	["#", 5],
	["pl", 7],
	["p", 7],
];
const UNKNOWN = 0;
const END: Part = { rank: 5, digits: "" };
const NUMBER = 6;

const CONFORMING = /^[vV]?\d+(?:\.\d+){0,3}(?:[-_.+]?(?:dev|alpha|beta|rc|RC|patch|pl|a|b|p)(?:[-_.]?\d+)?)*(?:\+[0-9A-Za-z.-]+)?$/;
const PARTS = /\d+|[^\d.\-_+]+/g;

/**
 * Versions of Composer packages, ordered as PHP's `version_compare` does: numbers by value, known words by what they stand
 * for, all others before them and equal to each other.
 *
 * @see https://www.php.net/manual/en/function.version-compare.php
 */
export const packagist: VersionOrdering = {
	id: "packagist",

	parse(version: string): PackagistVersion | undefined {
		const text = versionText(version);
		if (text === undefined) return undefined;

		const parts = Array.from(text.replace(/^[vV]/, "").matchAll(PARTS), ([part]) => partOf(part));
		return { conforms: CONFORMING.test(text), parts };
	},

	compare(a: PackagistVersion, b: PackagistVersion): number {
		const length = Math.max(a.parts.length, b.parts.length);
		for (let index = 0; index < length; index += 1) {
			const [left, right] = [a.parts[index] ?? END, b.parts[index] ?? END];
			const order = left.rank - right.rank || compareDigits(left.digits, right.digits);
			if (order !== 0) return order;
		}
		return 0;
	},
};

function partOf(text: string): Part {
	if (isDigits(text)) return { rank: NUMBER, digits: stripZeros(text) };
	return { rank: RANKS.find(([word]) => text.startsWith(word))?.[1] ?? UNKNOWN, digits: "" };
}
