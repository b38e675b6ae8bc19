import { AdvisoryError } from "../errors.ts";
import type { VersionOrdering } from "./ordering.ts";
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
 * @returns negative when `a` is older than `b`, 0 when they are the same, positive when it is newer; undefined when one
 * of them is empty or too long to be a version
 * @throws {@link AdvisoryError} `ecosystem-unknown`
 * @example
 * ```ts
 * compareVersions("Debian", "1.0~rc1-1", "1.0-1"); // negative
 * ```
 */
export function compareVersions(ecosystem: string, a: string, b: string): number | undefined {
	const ordering = orderingOf(ecosystem);
	const [left, right] = [ordering.parse(a), ordering.parse(b)];
	return left === undefined || right === undefined ? undefined : Math.sign(ordering.compare(left, right));
}
