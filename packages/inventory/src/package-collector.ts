import { type CoverageSink, compareText, type Limits, type Package, type PackageLocation } from "@plimsoll/core";
import type { FileTree } from "@plimsoll/oci";
import type { FoundPackage } from "./cataloger.ts";

/** What all sightings of one purl say together. */
interface Merged {
	readonly first: FoundPackage;
	readonly licenses: Set<string>;
	readonly locations: Map<string, PackageLocation>;
	/** The owner of each location, where it can have one. */
	readonly owners: Map<string, string | undefined>;
	direct: boolean | undefined;
	development: boolean | undefined;
}

/** Gathers packages: one purl is one package, with every place it was seen at. */
export class PackageCollector {
	readonly #tree: FileTree;
	readonly #limits: Limits;
	readonly #report: CoverageSink;
	readonly #packages: Map<string, Merged> = new Map();
	readonly #perFile: Map<string, number> = new Map();

	constructor(tree: FileTree, limits: Limits, report: CoverageSink) {
		this.#tree = tree;
		this.#limits = limits;
		this.#report = report;
	}

	add(found: FoundPackage, owner: string | undefined): void {
		if (!this.#admits(found.path)) return;

		let merged = this.#packages.get(found.purl);
		if (merged === undefined) {
			merged = { first: found, licenses: new Set(), locations: new Map(), owners: new Map(), direct: undefined, development: undefined };
			this.#packages.set(found.purl, merged);
		}
		for (const license of found.licenses) merged.licenses.add(license);
		if (!merged.locations.has(found.path)) merged.locations.set(found.path, this.#locate(found.path));
		merged.owners.set(found.path, owner);
		merged.direct = either(merged.direct, found.direct);
		merged.development = both(merged.development, found.development);
	}

	/** All packages, ordered by purl. */
	packages(): Package[] {
		return [...this.#packages.values()].map(finish).sort((a, b) => compareText(a.purl, b.purl));
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

	#locate(path: string): PackageLocation {
		const layer = this.#tree.layers[this.#tree.stat(path)?.layer ?? -1]?.digest;
		return layer === undefined ? { path } : { path, layer };
	}
}

function finish(merged: Merged): Package {
	const { first, direct, development } = merged;
	const owner = ownerOfAll(merged.owners);
	return {
		purl: first.purl,
		type: first.type,
		name: first.name,
		version: first.version,
		...(first.ecosystem === undefined ? {} : { ecosystem: first.ecosystem }),
		...(first.architecture === undefined ? {} : { architecture: first.architecture }),
		...(first.source === undefined ? {} : { source: first.source }),
		licenses: [...merged.licenses].sort(compareText),
		locations: [...merged.locations.values()].sort((a, b) => compareText(a.path, b.path)),
		...(owner === undefined ? {} : { ownedBy: owner }),
		...(direct === undefined ? {} : { direct }),
		...(development === undefined ? {} : { development }),
	};
}

/** A package is owned where every copy of it is: one that somebody installed besides is nobody's but theirs. */
function ownerOfAll(owners: ReadonlyMap<string, string | undefined>): string | undefined {
	const names = [...owners.values()];
	return names.every((name) => name !== undefined) ? names.toSorted(compareText)[0] : undefined;
}

/** True where anyone says true; a place that says nothing has no voice. */
function either(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
	if (a === undefined || b === undefined) return a ?? b;
	return a || b;
}

/** True where everyone who speaks says true. */
function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
	if (a === undefined || b === undefined) return a ?? b;
	return a && b;
}
