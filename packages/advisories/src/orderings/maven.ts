import { compareText } from "@plimsoll/core";
import { compareDigits, isDigits, stripZeros } from "./digits.ts";
import { type ParsedVersion, type VersionOrdering, versionText } from "./ordering.ts";

interface MavenVersion extends ParsedVersion {
	readonly tokens: readonly Token[];
}

/** A part between dots, hyphens and changes from digits to letters, ranked among all that can stand in its place. */
interface Token {
	readonly rank: number;
	/** A number's digits, or a qualifier that is not among the known ones. */
	readonly text: string;
	/** Whether it follows a hyphen or a change between digits and letters, rather than a dot. */
	readonly hyphen: boolean;
}

/** In their order; nothing at all is the release itself. */
const QUALIFIERS: readonly string[] = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];
const RELEASE = QUALIFIERS.indexOf("");
const OTHER_QUALIFIER = QUALIFIERS.length;
const NUMBER_AFTER_HYPHEN = OTHER_QUALIFIER + 1;
const NUMBER_AFTER_DOT = OTHER_QUALIFIER + 2;

const SYNONYMS: ReadonlyMap<string, string> = new Map([
	["ga", ""],
	["final", ""],
	["release", ""],
	["cr", "rc"],
]);

/** What a letter stands for right before a number. */
const SHORT: ReadonlyMap<string, string> = new Map([
	["a", "alpha"],
	["b", "beta"],
	["m", "milestone"],
]);

const PART = /([.-]?)(\d+|[^\d.-]+|(?=[.-]|$))/g;
const CONFORMING = /^\d[\w.+-]*$/;

/**
 * Versions of Maven artifacts. Maven accepts any text; one that does not begin with a number is ordered too, and said not to
 * conform.
 *
 * The specification goes round in circles where a zero stands before a dot and a qualifier: `1.0.rc` is older than `1`, which
 * is older than `1-1`, which is older than `1.0.rc`. Taken as it is, since OSV's ranges are meant so. Maven itself changed its
 * mind between releases about just these (3.8 has the zero not count).
 *
 * @see https://maven.apache.org/pom.html#version-order-specification
 */
export const maven: VersionOrdering = {
	id: "maven",

	parse(version: string): MavenVersion | undefined {
		const text = versionText(version)?.toLowerCase();
		return text === undefined ? undefined : { conforms: CONFORMING.test(text), tokens: trimmed(tokensOf(text)) };
	},

	compare(a: MavenVersion, b: MavenVersion): number {
		const length = Math.max(a.tokens.length, b.tokens.length);
		for (let index = 0; index < length; index += 1) {
			const order = compareTokens(a.tokens[index], b.tokens[index]);
			if (order !== 0) return order;
		}
		return 0;
	},
};

function tokensOf(text: string): Token[] {
	const tokens: Token[] = [];
	for (const match of text.matchAll(PART)) {
		const [whole, separator = "", part = ""] = match;
		if (whole === "") continue;
		const hyphen = tokens.length > 0 && separator !== ".";
		tokens.push(tokenOf(part, hyphen, isDigits(text[match.index + whole.length] ?? "")));
	}
	return tokens;
}

function tokenOf(part: string, hyphen: boolean, beforeNumber: boolean): Token {
	if (part === "" || isDigits(part)) {
		return { rank: hyphen ? NUMBER_AFTER_HYPHEN : NUMBER_AFTER_DOT, text: part === "" ? "0" : stripZeros(part), hyphen };
	}
	const name = SYNONYMS.get(part) ?? (beforeNumber ? SHORT.get(part) : undefined) ?? part;
	const rank = QUALIFIERS.indexOf(name);
	return rank < 0 ? { rank: OTHER_QUALIFIER, text: name, hyphen } : { rank, text: "", hyphen };
}

/** Leaves out what counts as nothing at the end and before each hyphen. */
function trimmed(tokens: readonly Token[]): Token[] {
	const kept: Token[] = [];
	for (const token of tokens) {
		if (token.hyphen) dropNulls(kept);
		kept.push(token);
	}
	dropNulls(kept);
	return kept;
}

function dropNulls(tokens: Token[]): void {
	for (let last = tokens.at(-1); last !== undefined && isNull(last); last = tokens.at(-1)) tokens.pop();
}

function isNull({ rank, text }: Token): boolean {
	return rank === RELEASE || text === "0";
}

/** Where one version has ended, the other goes on against nothing, which is what a zero is too. */
function compareTokens(a: Token | undefined, b: Token | undefined): number {
	if (b === undefined) return a === undefined || isNull(a) ? 0 : a.rank - RELEASE;
	if (a === undefined) return isNull(b) ? 0 : RELEASE - b.rank;
	if (a.rank !== b.rank) return a.rank - b.rank;
	if (a.rank === RELEASE) return 0;
	if (a.rank > OTHER_QUALIFIER) return compareDigits(a.text, b.text);
	return Number(a.hyphen) - Number(b.hyphen) || compareText(a.text, b.text);
}
