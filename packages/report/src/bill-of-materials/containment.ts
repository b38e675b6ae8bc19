import type { Package } from "@plimsoll/core";

/** What lies inside of what, as a tree: each package has one place in it. */
export interface Containment {
	/** Packages that lie in no other. */
	readonly top: readonly Package[];
	/** By purl, the packages that lie directly in one. */
	readonly parts: ReadonlyMap<string, readonly Package[]>;
}

/** A tree that is deeper is cut here, and the rest stands at the top: readers limit how deep a document may be. */
const MAX_DEPTH = 8;

/** Places every package in the first of those that it lies in. Packages that lie in each other are at the top, as are copies of a purl. */
export function containmentOf(packages: readonly Package[]): Containment {
	const containers = new Map<string, string>();
	const known = new Set(packages.map(({ purl }) => purl));
	for (const { purl, containedIn } of packages) {
		const container = containedIn?.find((candidate) => candidate !== purl && known.has(candidate));
		if (container !== undefined && !containers.has(purl)) containers.set(purl, container);
	}

	const depths = depthsOf(containers);
	const top: Package[] = [];
	const parts = new Map<string, Package[]>();
	for (const pkg of packages) {
		const container = (depths.get(pkg.purl) ?? 0) === 0 ? undefined : containers.get(pkg.purl);
		if (container === undefined) top.push(pkg);
		else parts.getOrInsertComputed(container, () => []).push(pkg);
	}
	return { top, parts };
}

/** How deep each contained package stands; 0 for those that go to the top. Each link is walked once. */
function depthsOf(containers: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
	const depths = new Map<string, number>();
	for (const start of containers.keys()) {
		const path: string[] = [];
		const onPath = new Set<string>();
		let current: string | undefined = start;
		while (current !== undefined && !depths.has(current) && !onPath.has(current)) {
			path.push(current);
			onPath.add(current);
			current = containers.get(current);
		}
		// Whoever closes a circle stands at the top, and the others of it below.
		let depth = current === undefined || onPath.has(current) ? -1 : (depths.get(current) ?? -1);
		for (const purl of path.reverse()) {
			depth = depth >= MAX_DEPTH ? 0 : depth + 1;
			depths.set(purl, depth);
		}
	}
	return depths;
}
