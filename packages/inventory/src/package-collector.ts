import { type CoverageSink, compareText, type Limits, type Package, type PackageLocation } from "@plimsoll/core";
import type { FileTree } from "@plimsoll/oci";
import type { FoundPackage } from "./cataloger.ts";
import { mergePackages } from "./merge-packages.ts";
import { type Sighting, settleProvisional } from "./sighting.ts";

/** Gathers packages: one purl is one package, with every place it was seen at. */
export class PackageCollector {
	readonly #tree: FileTree;
	readonly #limits: Limits;
	readonly #report: CoverageSink;
	/** By purl. Most packages are seen once, and an inventory may have hundreds of thousands. */
	readonly #sightings: Map<string, Sighting | Sighting[]> = new Map();
	readonly #perFile: Map<string, number> = new Map();
	/** The purls of packages that turned out to be others. */
	#sameAs: ReadonlyMap<string, string> = new Map();

	constructor(tree: FileTree, limits: Limits, report: CoverageSink) {
		this.#tree = tree;
		this.#limits = limits;
		this.#report = report;
	}

	add(found: FoundPackage, owner: string | undefined): void {
		if (!this.#admits(found.container ?? found.path)) return;

		const sighting = { found, owner };
		const before = this.#sightings.get(found.purl);
		if (before === undefined) this.#sightings.set(found.purl, sighting);
		else if (Array.isArray(before)) before.push(sighting);
		else this.#sightings.set(found.purl, [before, sighting]);
	}

	/** What was seen until now: the {@link nameKey} of each. */
	names(): ReadonlySet<string> {
		const first = [...this.#sightings.values()].map((sightings) => (Array.isArray(sightings) ? sightings[0] : sightings));
		return new Set(first.map((sighting) => (sighting === undefined ? "" : nameKey(sighting.found.type, sighting.found.name))));
	}

	/** Whether anything was found in a file. */
	hasFoundIn(path: string): boolean {
		return this.#perFile.has(path);
	}

	/** All packages, ordered by purl. */
	packages(): Package[] {
		const { sameAs, kept } = settleProvisional(this.#sightings);
		this.#sameAs = sameAs;
		for (const { provisional } of kept) if (provisional?.entry !== undefined) this.#report(provisional.entry);
		const purls = [...this.#sightings.keys()].sort(compareText);
		return purls.map((purl) => this.#merge([this.#sightings.get(purl) ?? []].flat()));
	}

	#admits(path: string): boolean {
		const count = (this.#perFile.get(path) ?? 0) + 1;
		this.#perFile.set(path, count);
		const limit = this.#limits.maxPackagesPerFile;
		if (count === limit + 1) {
			const message = `${path}: more than ${limit} packages; the rest of them is left out`;
			this.#report({ code: "file-limit", message, path, limit: "maxPackagesPerFile" });
		}
		return count <= limit;
	}

	#merge(sightings: readonly Sighting[]): Package {
		const [first, ...others] = sightings as readonly [Sighting, ...Sighting[]];
		return this.#withKnownRelations(mergePackages([this.#seen(first), ...others.map((sighting) => this.#seen(sighting))]));
	}

	#seen({ found, owner }: Sighting): Package {
		const { path: _, container: __, broughtBy: ___, provisional: ____, ...rest } = found;
		return { ...rest, locations: [this.#locate(found)], ...(owner === undefined ? {} : { ownedBy: owner }) };
	}

	/** A package that is not in the inventory is no relation. */
	#withKnownRelations(one: Package): Package {
		if (one.dependsOn === undefined && one.containedIn === undefined) return one;

		const known = (purls: readonly string[]): readonly string[] =>
			[...new Set(purls.map((purl) => this.#sameAs.get(purl) ?? purl))].filter((purl) => this.#sightings.has(purl)).sort(compareText);
		return {
			...one,
			...(one.dependsOn === undefined ? {} : { dependsOn: known(one.dependsOn) }),
			...(one.containedIn === undefined ? {} : { containedIn: known(one.containedIn) }),
		};
	}

	#locate({ path, container = path, broughtBy }: FoundPackage): PackageLocation {
		const index = (broughtBy === undefined ? undefined : this.#tree.lstat(broughtBy)?.layer) ?? this.#tree.stat(container)?.layer;
		const layer = this.#tree.layers[index ?? -1]?.digest;
		return layer === undefined ? { path } : { path, layer };
	}
}

/** A text that stands for all versions of a package. */
export function nameKey(type: string, name: string): string {
	return `${type} ${name}`;
}
