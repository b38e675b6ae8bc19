import type { Package } from "@plimsoll/core";

/**
 * Where the dependency graph of a subject begins: what the project asks for itself, what nothing else needs or contains, and one
 * package of each circle that nothing leads into. From these every package is reached. Walks each relation once.
 */
export function graphRoots(packages: readonly Package[]): readonly Package[] {
	const needed = new Set<string>();
	const leadsTo = new Map<string, string[]>();
	for (const { purl, dependsOn = [], containedIn = [] } of packages) {
		for (const other of dependsOn) link(leadsTo, needed, [purl, other]);
		for (const other of containedIn) link(leadsTo, needed, [other, purl]);
	}

	const roots = new Set(packages.filter(({ purl, direct }) => direct === true || !needed.has(purl)));
	const reached = new Set<string>();
	for (const { purl } of roots) reach(purl, leadsTo, reached);
	for (const pkg of packages) {
		if (reached.has(pkg.purl)) continue;
		roots.add(pkg);
		reach(pkg.purl, leadsTo, reached);
	}
	return packages.filter((pkg) => roots.has(pkg));
}

function link(leadsTo: Map<string, string[]>, needed: Set<string>, [from, to]: readonly [string, string]): void {
	if (from === to) return;
	needed.add(to);
	leadsTo.getOrInsertComputed(from, () => []).push(to);
}

function reach(start: string, leadsTo: ReadonlyMap<string, readonly string[]>, reached: Set<string>): void {
	const waiting = [start];
	for (let purl = waiting.pop(); purl !== undefined; purl = waiting.pop()) {
		if (reached.has(purl)) continue;
		reached.add(purl);
		for (const other of leadsTo.get(purl) ?? []) waiting.push(other);
	}
}
