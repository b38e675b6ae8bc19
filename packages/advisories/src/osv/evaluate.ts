import type { ParsedVersion, VersionOrdering } from "../orderings/ordering.ts";
import type { Affected, RangeEvent } from "./record.ts";

/** A version that is asked about, taken apart once. */
export interface InstalledVersion {
	readonly text: string;
	/** Absent for an ecosystem whose versions cannot be compared, where only listed versions count. */
	readonly comparable?: {
		readonly ordering: VersionOrdering;
		readonly parsed: ParsedVersion;
	};
}

interface PlacedEvent {
	readonly kind: RangeEvent["kind"];
	/** Undefined stands for before (`0`) or after (`*`) every version. */
	readonly version: ParsedVersion | undefined;
}

/** Puts a version in its place; without an ordering, or where the version has none in it, it is only a text. */
export function installedVersion(text: string, ordering: VersionOrdering | undefined): InstalledVersion {
	const parsed = ordering?.parse(text);
	return ordering === undefined || parsed === undefined ? { text } : { text, comparable: { ordering, parsed } };
}

/**
 * Whether a version is affected: it is listed, or in one of the ranges.
 *
 * @see https://ossf.github.io/osv-schema/#evaluation
 */
export function isAffected(affected: Affected, version: InstalledVersion): boolean {
	return isListed(affected.versions, version) || isInRanges(affected.ranges, version);
}

/** Whether a version is in one of the ranges. */
export function isInRanges(ranges: readonly (readonly RangeEvent[])[], version: InstalledVersion): boolean {
	return version.comparable !== undefined && ranges.some((events) => isInRange(events, version));
}

/** The versions that fix it, oldest first. */
export function fixedVersionsOf(affected: Affected, ordering: VersionOrdering | undefined): string[] {
	const fixed = new Set<string>();
	for (const events of affected.ranges) {
		for (const { kind, version } of events) if (kind === "fixed") fixed.add(version);
	}
	return ordering === undefined ? [...fixed] : sortVersions([...fixed], ordering);
}

/** Orders versions, oldest first; those that the ordering cannot place are left out. */
export function sortVersions(versions: readonly string[], ordering: VersionOrdering): string[] {
	const placed: { text: string; parsed: ParsedVersion }[] = [];
	for (const text of versions) {
		const parsed = ordering.parse(text);
		if (parsed !== undefined) placed.push({ text, parsed });
	}
	return placed.sort((a, b) => ordering.compare(a.parsed, b.parsed)).map(({ text }) => text);
}

function isListed(versions: readonly string[], version: InstalledVersion): boolean {
	if (versions.includes(version.text)) return true;
	const { comparable } = version;
	if (comparable?.parsed.conforms !== true) return false;

	const { ordering, parsed } = comparable;
	return versions.some((text) => {
		const listed = ordering.parse(text);
		return listed?.conforms === true && ordering.compare(listed, parsed) === 0;
	});
}

function isInRange(events: readonly RangeEvent[], { comparable }: InstalledVersion): boolean {
	if (comparable === undefined) return false;
	const { ordering, parsed } = comparable;
	const placed = placeEvents(events, ordering);
	if (!isBeforeLimits(placed, parsed, ordering)) return false;

	let affected = false;
	for (const { kind, version } of placed) {
		const order = version === undefined ? 1 : ordering.compare(parsed, version);
		if (kind === "introduced" && order >= 0) affected = true;
		else if (kind === "fixed" && order >= 0) affected = false;
		else if (kind === "last_affected" && order > 0) affected = false;
	}
	return affected;
}

/** Sorted, oldest first. Events at the same version keep the record's order: `fixed` then `introduced` there goes on. */
function placeEvents(events: readonly RangeEvent[], ordering: VersionOrdering): PlacedEvent[] {
	const placed = events.map(({ kind, version }): PlacedEvent => {
		const open = (kind === "introduced" && version === "0") || (kind === "limit" && version === "*");
		return { kind, version: open ? undefined : ordering.parse(version) };
	});
	return placed.length < 2 ? placed : placed.sort((a, b) => comparePlaces(a, b, ordering));
}

function comparePlaces(a: PlacedEvent, b: PlacedEvent, ordering: VersionOrdering): number {
	if (a.version === undefined || b.version === undefined) return Number(a.version !== undefined) - Number(b.version !== undefined);
	return ordering.compare(a.version, b.version);
}

/** Without a limit everything is before it. */
function isBeforeLimits(events: readonly PlacedEvent[], parsed: ParsedVersion, ordering: VersionOrdering): boolean {
	let limited = false;
	for (const { kind, version } of events) {
		if (kind !== "limit") continue;
		if (version === undefined || ordering.compare(parsed, version) < 0) return true;
		limited = true;
	}
	return !limited;
}
