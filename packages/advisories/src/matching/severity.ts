import { type CvssScore, compareSeverity, type Severity, type SeveritySource } from "@plimsoll/core";
import { type CvssScorer, compareScores } from "./cvss.ts";
import type { AliasSource, MatchGroup } from "./groups.ts";
import type { Match } from "./match.ts";

/** How severe a vulnerability is, and who says so. */
export interface RatedSeverity {
	readonly severity: Severity;
	readonly severitySource: SeveritySource;
	/** Every score known, the newest version of CVSS first. */
	readonly scores: readonly CvssScore[];
}

/** What rating needs. */
export interface RatingContext {
	/** Whether the package's ecosystem rates severities itself. */
	readonly distribution: boolean;
	readonly scorer: CvssScorer;
	readonly source: AliasSource;
}

/** A word, and the id of the advisory that says it. */
interface Rated {
	readonly severity: Severity;
	readonly advisory: string;
}

const WORDS: ReadonlyMap<string, Severity> = new Map([
	["critical", "critical"],
	["high", "high"],
	["important", "high"],
	["medium", "medium"],
	["moderate", "medium"],
	["low", "low"],
	["negligible", "negligible"],
	["unimportant", "negligible"],
	["minor", "low"],
	["none", "negligible"],
]);

/**
 * Rates a vulnerability: as its distribution does; else by the newest version of CVSS among the records that matched, then
 * among all records of the vulnerability, then among bundles; else by a word in a record.
 */
export function rateSeverity(group: MatchGroup, context: RatingContext): RatedSeverity {
	const own = scoresOf(
		group.matches.filter(({ carried }) => !carried.bundle),
		context.scorer,
	);
	const others = scoresOfAliases(group, context);
	const bundled = scoresOf(
		group.matches.filter(({ carried }) => carried.bundle),
		context.scorer,
	);
	const scores = distinct([...own, ...others, ...bundled]);

	const rated = context.distribution ? worstWord(group.matches, ({ affected }) => affected.map(({ rating }) => rating)) : undefined;
	if (rated !== undefined) return { ...by("distribution", rated), scores };

	const best = [own, others, bundled].find((list) => list.length > 0)?.[0];
	if (best !== undefined) return { ...by("cvss", best, best.vector), scores };

	const word = worstWord(group.matches, ({ facts }) => [facts.word]) ?? wordOfAliases(group, context.source);
	return { ...(word === undefined ? by("none", { severity: "unknown", advisory: "" }) : by("advisory", word)), scores };
}

/** What a word means as a severity; undefined for one that means none, such as Debian's `not yet assigned`. */
export function severityOfWord(word: string): Severity | undefined {
	// Debian marks an urgency that somebody looked at with asterisks
	return WORDS.get(word.trim().toLowerCase().replace(/\*+$/, ""));
}

function by(kind: SeveritySource["kind"], { severity, advisory }: Rated, vector?: string): Omit<RatedSeverity, "scores"> {
	return { severity, severitySource: { kind, advisory, ...(vector === undefined ? {} : { vector }) } };
}

function scoresOf(matches: readonly Match[], scorer: CvssScorer): CvssScore[] {
	const scores: CvssScore[] = [];
	for (const { facts, affected } of matches) {
		const special = affected.flatMap(({ vectors }) => vectors);
		addScores(scores, special.length > 0 ? special : facts.vectors, facts.id, scorer);
	}
	return scores.sort(compareScores);
}

function scoresOfAliases(group: MatchGroup, { scorer, source }: RatingContext): CvssScore[] {
	const scores: CvssScore[] = [];
	for (const record of recordsOf(group, source)) addScores(scores, source.facts(record)?.vectors ?? [], record, scorer);
	return scores.sort(compareScores);
}

function addScores(scores: CvssScore[], vectors: readonly string[], advisory: string, scorer: CvssScorer): void {
	for (const vector of vectors) {
		const scored = scorer.score(vector);
		if (scored !== undefined) scores.push({ ...scored, advisory });
	}
}

function distinct(scores: readonly CvssScore[]): CvssScore[] {
	const byVector = new Map<string, CvssScore>();
	for (const score of scores) if (!byVector.has(score.vector)) byVector.set(score.vector, score);
	return [...byVector.values()].sort(compareScores);
}

/** Every record of the database about the vulnerability. */
function recordsOf({ ids }: MatchGroup, source: AliasSource): Set<string> {
	return new Set(ids.flatMap((id) => [id, ...source.recordsNaming(id)]));
}

function worstWord(matches: readonly Match[], wordsOf: (match: Match) => readonly (string | undefined)[]): Rated | undefined {
	let worst: Rated | undefined;
	for (const match of matches) {
		// A bundle's word is about the worst of what it carries
		if (worst !== undefined && match.carried.bundle) break;
		for (const word of wordsOf(match)) worst = worse(worst, word, match.facts.id);
	}
	return worst;
}

function wordOfAliases(group: MatchGroup, source: AliasSource): Rated | undefined {
	let worst: Rated | undefined;
	for (const record of recordsOf(group, source)) worst = worse(worst, source.facts(record)?.word, record);
	return worst;
}

function worse(worst: Rated | undefined, word: string | undefined, advisory: string): Rated | undefined {
	const severity = word === undefined ? undefined : severityOfWord(word);
	if (severity === undefined || (worst !== undefined && compareSeverity(worst.severity, severity) <= 0)) return worst;
	return { severity, advisory };
}
