import { baseEcosystem } from "../orderings/orderings.ts";

/**
 * Whether an advisory for one ecosystem speaks for packages of another: the same release, or either names no release
 * (`Debian` speaks for every Debian).
 */
export function matchesEcosystem(advised: string, asked: string): boolean {
	if (advised === asked) return true;
	const base = baseEcosystem(asked);
	return advised === base || (asked === base && baseEcosystem(advised) === base);
}
