/**
 * Code units of the longest version that is looked at. Real ones stay below 150; comparing two is at worst quadratic in a
 * regular expression, and this keeps that harmless.
 */
export const MAX_VERSION_LENGTH = 1024;

/** A version taken apart by its ordering, so that loops parse once and compare often. */
export interface ParsedVersion {
	/** Whether it follows the ecosystem's rules. Where it does not, its place in the order is a best effort. */
	readonly conforms: boolean;
}

/**
 * How the versions of an ecosystem are ordered: total, whatever the texts are. An ordering compares only what it parsed
 * itself.
 */
export interface VersionOrdering {
	/** The name of its file. */
	readonly id: string;
	/** Undefined when the text is empty, blank or longer than {@link MAX_VERSION_LENGTH}. */
	parse(version: string): ParsedVersion | undefined;
	/** Negative when `a` is older than `b`, 0 when they are the same, positive when it is newer. */
	compare(a: ParsedVersion, b: ParsedVersion): number;
}

/** Trims a version; undefined when nothing is left or it is too long to be one. */
export function versionText(version: string): string | undefined {
	if (version.length > MAX_VERSION_LENGTH) return undefined;
	const text = version.trim();
	return text === "" ? undefined : text;
}
