import type { DependencyGraph } from "../../dependency-graph.ts";
import type { DistributionIdentity } from "./declaration.ts";
import { normalizedName } from "./python-package.ts";

/** Versions of one name that a dependency without a version may mean; more are no answer. */
const MAX_VERSIONS = 8;

/** A dependency as a lock writes it. */
export interface LockedNeed {
	readonly name: string;
	/** Where the lock has several of the name. */
	readonly version?: string | undefined;
}

/** The distributions of a lock by name, which usually has one version, or several where platforms differ. */
export class LockedDistributions {
	/** Who needs whom, by normalised names. */
	readonly graph: DependencyGraph;
	readonly #graph: Map<string, string[]> = new Map();
	readonly #versions: Map<string, Set<string>> = new Map();

	constructor() {
		this.graph = this.#graph;
	}

	/** @param version undefined for what has none, as the project itself */
	add(name: string, version: string | undefined, needs: readonly LockedNeed[]): void {
		const key = normalizedName(name);
		const needed = this.#graph.get(key) ?? [];
		for (const need of needs) needed.push(normalizedName(need.name));
		this.#graph.set(key, needed);
		if (version === undefined) return;
		const versions = this.#versions.get(key) ?? new Set();
		versions.add(version);
		this.#versions.set(key, versions);
	}

	/** What dependencies lead to. One that names no version leads to each that the lock has. */
	find(needs: readonly LockedNeed[]): readonly DistributionIdentity[] {
		return needs.flatMap(({ name, version }): DistributionIdentity[] => {
			if (version !== undefined) return [{ name, version }];
			const versions = this.#versions.get(normalizedName(name)) ?? new Set();
			return versions.size > MAX_VERSIONS ? [] : [...versions].map((found) => ({ name, version: found }));
		});
	}
}
