import { type CoverageSink, compareText, type Limits, type Package, type PackageLocation } from "@plimsoll/core";
import type { FileTree } from "@plimsoll/oci";
import type { FoundPackage } from "./cataloger.ts";

const RELATIONS = ["dependsOn", "containedIn"] as const;
type RelationName = (typeof RELATIONS)[number];

/** A package seen in one place, and the owner of that place. */
interface Sighting {
	readonly found: FoundPackage;
	readonly owner: string | undefined;
}

/** Gathers packages: one purl is one package, with every place it was seen at. */
export class PackageCollector {
	readonly #tree: FileTree;
	readonly #limits: Limits;
	readonly #report: CoverageSink;
	/** By purl. Most packages are seen once, and an inventory may have hundreds of thousands. */
	readonly #sightings: Map<string, Sighting | Sighting[]> = new Map();
	readonly #perFile: Map<string, number> = new Map();

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

	/** All packages, ordered by purl. */
	packages(): Package[] {
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
		const [first] = sightings as readonly [Sighting, ...Sighting[]];
		const { path: _, container: __, broughtBy: ___, ...rest } = first.found;
		const owner = ownerOfAll(sightings);
		const direct = flagOf(sightings, "direct", (values) => values.includes(true));
		const development = flagOf(sightings, "development", (values) => !values.includes(false));
		return {
			...rest,
			licenses: distinct(sightings.flatMap(({ found }) => found.licenses)),
			locations: this.#locations(sightings),
			...(owner === undefined ? {} : { ownedBy: owner }),
			...(direct === undefined ? {} : { direct }),
			...(development === undefined ? {} : { development }),
			...this.#relations(sightings),
			...hashesOf(sightings),
		};
	}

	/** What all sightings say together. A package that is not in the inventory is no relation. */
	#relations(sightings: readonly Sighting[]): Partial<Package> {
		const related: { -readonly [Name in RelationName]?: readonly string[] } = {};
		for (const name of RELATIONS) {
			const purls = sightings.flatMap(({ found }) => found[name] ?? []);
			if (purls.length > 0) related[name] = sortedDistinct(purls).filter((purl) => this.#sightings.has(purl));
		}
		const cpes = sightings.flatMap(({ found }) => found.cpes ?? []);
		return { ...related, ...(cpes.length === 0 ? {} : { cpes: sortedDistinct(cpes) }) };
	}

	#locations(sightings: readonly Sighting[]): readonly PackageLocation[] {
		const [only] = sightings;
		if (sightings.length === 1 && only !== undefined) return [this.#locate(only.found)];

		const byPath = new Map(sightings.map(({ found }) => [found.path, found]));
		return [...byPath.values()].sort((a, b) => compareText(a.path, b.path)).map((found) => this.#locate(found));
	}

	#locate({ path, container = path, broughtBy }: FoundPackage): PackageLocation {
		const index = (broughtBy === undefined ? undefined : this.#tree.lstat(broughtBy)?.layer) ?? this.#tree.stat(container)?.layer;
		const layer = this.#tree.layers[index ?? -1]?.digest;
		return layer === undefined ? { path } : { path, layer };
	}
}

/** A package is owned where every copy of it is: one that somebody installed besides is nobody's but theirs. */
function ownerOfAll(sightings: readonly Sighting[]): string | undefined {
	const owners = sightings.map(({ owner }) => owner);
	return owners.every((owner) => owner !== undefined) ? owners.toSorted(compareText)[0] : undefined;
}

/** A flag over all places; those that do not say have no voice. */
function flagOf(
	sightings: readonly Sighting[],
	flag: "direct" | "development",
	decide: (values: readonly boolean[]) => boolean,
): boolean | undefined {
	const values = sightings.flatMap(({ found }) => found[flag] ?? []);
	return values.length === 0 ? undefined : decide(values);
}

/** Of the first file that is the package: what lies inside of another file has none. */
function hashesOf(sightings: readonly Sighting[]): Pick<Package, "hashes"> {
	const hashes = sightings.find(({ found }) => found.hashes !== undefined)?.found.hashes;
	return hashes === undefined ? {} : { hashes };
}

function sortedDistinct(texts: readonly string[]): readonly string[] {
	return [...new Set(texts)].sort(compareText);
}

function distinct(texts: readonly string[]): readonly string[] {
	return texts.length < 2 ? texts : sortedDistinct(texts);
}
