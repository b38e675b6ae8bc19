import { fixedVersionsOf, type InstalledVersion, installedVersion, isAffected, sortVersions } from "../osv/evaluate.ts";
import type { Match } from "./match.ts";

/**
 * The smallest version newer than the installed one that fixes a vulnerability: none of its records affects it any more.
 * Where records contradict each other so that there is no such version, the smallest that one of them calls fixed.
 */
export function smallestFix(matches: readonly Match[], installed: InstalledVersion): string | undefined {
	if (installed.comparable === undefined) return undefined;
	const { ordering, parsed } = installed.comparable;

	const affected = matches.flatMap((match) => match.affected);
	const fixes = new Set(affected.flatMap((one) => fixedVersionsOf(one, ordering)));
	const newer = sortVersions([...fixes], ordering).filter((fix) => {
		const placed = ordering.parse(fix);
		return placed !== undefined && ordering.compare(placed, parsed) > 0;
	});
	return newer.find((fix) => isFixed(affected, installedVersion(fix, ordering))) ?? newer[0];
}

function isFixed(affected: readonly Parameters<typeof isAffected>[0][], version: InstalledVersion): boolean {
	return !affected.some((one) => isAffected(one, version));
}
