import {
	COVERAGE_CODES,
	type CoverageCode,
	type CoverageEntry,
	defaultLimits,
	isDigest,
	type LimitName,
	type PackageLocation,
} from "@plimsoll/core";
import { objectOf, textField } from "../formats/value.ts";

/** What Plimsoll writes into bills of materials beside what their formats have fields for: values by name, without the prefix. */
export type Facts = ReadonlyMap<string, readonly string[]>;

/** What is known of something that another tool wrote. */
export const NO_FACTS: Facts = new Map();

const PREFIX = "plimsoll:";

/** Statements of one thing; more than any that Plimsoll writes. */
const MAX_STATEMENTS = 200_000;

/** Entries about matching are left to be made anew: the advisories are others by now. */
const OF_MATCHING: ReadonlySet<CoverageCode> = new Set([
	"advisories-missing",
	"advisory-unreadable",
	"owned-not-matched",
	"version-unparsable",
]);

/** The facts among named values. */
export function factsOf(entries: Iterable<readonly [name: string, value: string]>): Facts {
	const facts = new Map<string, string[]>();
	let statements = 0;
	for (const [name, value] of entries) {
		if (!name.startsWith(PREFIX) || ++statements > MAX_STATEMENTS) continue;
		facts.getOrInsertComputed(name.slice(PREFIX.length), () => []).push(value);
	}
	return facts.size === 0 ? NO_FACTS : facts;
}

/** The first value of a fact. */
export function factOf(facts: Facts, name: string): string | undefined {
	return facts.get(name)?.[0];
}

/** A fact that is `true` or `false`. */
export function flagOf(facts: Facts, name: string): boolean | undefined {
	const value = factOf(facts, name);
	return value === "true" ? true : value === "false" ? false : undefined;
}

/** The places of a package: `LAYER PATH`, or the path alone. */
export function locationsOf(facts: Facts): PackageLocation[] {
	return (facts.get("location") ?? []).map((value) => {
		const space = value.indexOf(" ");
		const layer = value.slice(0, Math.max(space, 0));
		return isDigest(layer) ? { path: value.slice(space + 1), layer } : { path: value };
	});
}

/** What was not looked at when the document was made: it is not in the document either. */
export function coverageOf(facts: Facts): CoverageEntry[] {
	return (facts.get("coverage") ?? []).map(coverageEntry).filter((entry) => entry !== undefined);
}

function coverageEntry(text: string): CoverageEntry | undefined {
	const value = parsed(text);
	const [code, message, path] = ["code", "message", "path"].map((key) => textField(value, key));
	if (!isCode(code) || OF_MATCHING.has(code) || message === undefined) return undefined;

	const layer = textField(value, "layer");
	const limit = textField(value, "limit");
	return {
		code,
		message,
		...(path === undefined ? {} : { path }),
		...(isDigest(layer) ? { layer } : {}),
		...(isLimit(limit) ? { limit } : {}),
	};
}

function isCode(code: string | undefined): code is CoverageCode {
	return code !== undefined && Object.hasOwn(COVERAGE_CODES, code);
}

function isLimit(name: string | undefined): name is LimitName {
	return name !== undefined && Object.hasOwn(defaultLimits(), name);
}

/** A JSON object that is the value of a fact; an empty one where it is none. */
export function parsed(text: string): Readonly<Record<string, unknown>> {
	try {
		return objectOf(JSON.parse(text));
	} catch {
		return {};
	}
}
