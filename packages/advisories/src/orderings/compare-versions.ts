import { AdvisoryError } from "../errors.ts";
import { MAX_VERSION_LENGTH, type ParsedVersion, type VersionOrdering } from "./ordering.ts";
import { ECOSYSTEMS, findEcosystem } from "./orderings.ts";

/**
 * The ordering of an ecosystem's versions.
 *
 * @param ecosystem OSV's name, with or without a release
 * @throws {@link AdvisoryError} `ecosystem-unknown`, naming those that are known
 */
export function orderingOf(ecosystem: string): VersionOrdering {
	const known = findEcosystem(ecosystem);
	if (known !== undefined) return known.ordering;

	const names = ECOSYSTEMS.map(({ name }) => name).join(", ");
	throw new AdvisoryError("ecosystem-unknown", `ecosystem "${ecosystem}": expected one whose versions can be compared (${names})`);
}

/**
 * Compares two versions as their ecosystem does.
 *
 * @returns negative when `a` is older than `b`, 0 when they are the same, positive when it is newer
 * @throws {@link AdvisoryError} `ecosystem-unknown`; `version-invalid` for what is empty or too long to be a version
 * @example
 * ```ts
 * compareVersions("Debian", "1.0~rc1-1", "1.0-1"); // negative
 * ```
 */
export function compareVersions(ecosystem: string, a: string, b: string): number {
	const ordering = orderingOf(ecosystem);
	return Math.sign(ordering.compare(parse(ordering, a), parse(ordering, b)));
}

function parse(ordering: VersionOrdering, version: string): ParsedVersion {
	const parsed = ordering.parse(version);
	if (parsed !== undefined) return parsed;

	const found = version.length > MAX_VERSION_LENGTH ? `${version.length} of them` : "nothing";
	throw new AdvisoryError("version-invalid", `version: expected 1 to ${MAX_VERSION_LENGTH} characters, found ${found}`);
}
