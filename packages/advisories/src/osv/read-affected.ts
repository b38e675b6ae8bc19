import { MAX_VERSION_LENGTH } from "../orderings/ordering.ts";
import { normaliseName } from "../orderings/orderings.ts";
import { type Fields, readList, readObject, readText } from "./fields.ts";
import { readPriority, readVectors, readWord } from "./read-severities.ts";
import type { Affected, RangeEvent } from "./record.ts";

const MAX_ECOSYSTEM_LENGTH = 256;
/** Code units of the longest package name; Go's module paths and Maven's coordinates are the longest real ones. */
const MAX_NAME_LENGTH = 1024;
/** In the order in which they count where one event says several. */
const EVENT_KINDS = ["introduced", "fixed", "last_affected", "limit"] as const;

/**
 * Reads one entry of a record's `affected` list.
 *
 * @param priority the rating of the whole record by its distribution
 * @param ignored takes what had to be left out
 * @returns undefined where it names no package, as entries about repositories do
 */
export function readAffected(value: unknown, priority: string | undefined, ignored: string[]): Affected | undefined {
	const fields = readObject(value);
	const named = readObject(fields?.["package"]);
	if (fields === undefined || named === undefined) return undefined;

	const ecosystem = readText(named["ecosystem"], MAX_ECOSYSTEM_LENGTH);
	const name = readText(named["name"], MAX_NAME_LENGTH);
	if (ecosystem === undefined || name === undefined) {
		ignored.push("a package without a usable ecosystem and name");
		return undefined;
	}
	const rating = readRating(fields) ?? priority;
	return {
		ecosystem,
		name: normaliseName(ecosystem, name),
		ranges: readRanges(fields["ranges"], ignored),
		versions: readVersions(fields["versions"], ignored),
		vectors: readVectors(fields["severity"]),
		...(rating === undefined ? {} : { rating }),
	};
}

function readRanges(value: unknown, ignored: string[]): RangeEvent[][] {
	const ranges: RangeEvent[][] = [];
	for (const item of readList(value)) {
		const range = readObject(item);
		// Commits have no order without their repository; the other ranges and the versions speak for the package
		if (range?.["type"] === "GIT") continue;
		const events = range?.["type"] === "SEMVER" || range?.["type"] === "ECOSYSTEM" ? readEvents(range["events"]) : undefined;
		if (events === undefined) ignored.push("a range of unknown type or with an unusable event");
		else if (events.some(({ kind }) => kind === "introduced")) ranges.push(events);
		else ignored.push("a range that is never introduced");
	}
	return ranges;
}

/** Undefined where one of them cannot be read: a range with a missing end would affect too many versions or too few. */
function readEvents(value: unknown): RangeEvent[] | undefined {
	const events: RangeEvent[] = [];
	for (const item of readList(value)) {
		const event = readObject(item);
		if (event === undefined) return undefined;
		for (const kind of EVENT_KINDS) {
			if (event[kind] === undefined || event[kind] === null || event[kind] === "") continue;
			const version = readVersion(event[kind]);
			if (version === undefined) return undefined;
			events.push({ kind, version });
		}
	}
	return events;
}

function readVersions(value: unknown, ignored: string[]): string[] {
	const versions = new Set<string>();
	for (const item of readList(value)) {
		const version = readVersion(item);
		if (version === undefined) ignored.push("a version that is none");
		else versions.add(version);
	}
	return [...versions];
}

function readVersion(value: unknown): string | undefined {
	return readText(value, MAX_VERSION_LENGTH)?.trim() || undefined;
}

/** Debian's urgency, Ubuntu's priority as a severity, and the word that other distributions give. */
function readRating(affected: Fields): string | undefined {
	const specific = readObject(affected["ecosystem_specific"]);
	return (
		readWord(specific?.["urgency"]) ??
		readWord(specific?.["severity"]) ??
		readWord(readObject(affected["database_specific"])?.["severity"]) ??
		readPriority(affected["severity"])
	);
}
