import { baseEcosystem, findEcosystem } from "../orderings/orderings.ts";

/**
 * Whether an advisory for one ecosystem speaks for packages of another: the same release, or either names no release
 * (`Debian` speaks for every Debian).
 */
export function matchesEcosystem(advised: string, asked: string): boolean {
	if (advised === asked) return true;
	const base = baseEcosystem(asked);
	if (baseEcosystem(advised) !== base) return false;
	return advised === base || asked === base || releaseOf(advised) === releaseOf(asked);
}

/** What follows the colon, as the ecosystem compares it. */
function releaseOf(ecosystem: string): string {
	const release = ecosystem.slice(ecosystem.indexOf(":") + 1);
	return findEcosystem(ecosystem)?.normaliseRelease?.(release) ?? release;
}
