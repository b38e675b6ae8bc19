import { type CoverageEntry, compareText, type Package } from "@plimsoll/core";

/** Collects what could not be matched: by ecosystem where it is the ecosystem's fault, else by package. */
export class MatchCoverage {
	readonly #missing = new Map<string, number>();
	readonly #unordered = new Map<string, number>();
	readonly #entries: CoverageEntry[] = [];
	#owned = 0;

	/** A package of an ecosystem that the database has no advisories for. */
	addMissing(ecosystem: string): void {
		this.#missing.set(ecosystem, (this.#missing.get(ecosystem) ?? 0) + 1);
	}

	/** A package with advisories, of an ecosystem whose versions cannot be compared. */
	addUnordered(ecosystem: string): void {
		this.#unordered.set(ecosystem, (this.#unordered.get(ecosystem) ?? 0) + 1);
	}

	/** A package that was not matched on its own, since the distribution speaks for it. */
	addOwned(): void {
		this.#owned += 1;
	}

	addUnparsable(one: Package, version: string): void {
		const found = version.length > 100 ? `${version.slice(0, 100)}…` : version;
		const message = `${one.purl}: expected a version of ${one.ecosystem}, found "${found}"; compared as well as can be`;
		this.#entries.push({ code: "version-unparsable", message, ...placeOf(one) });
	}

	addUnreadable(one: Package, found: string): void {
		this.#entries.push({ code: "advisory-unreadable", message: `${one.purl}: expected its advisories: ${found}`, ...placeOf(one) });
	}

	entries(): CoverageEntry[] {
		const entries = [...this.#entries];
		for (const [ecosystem, count] of ordered(this.#missing)) {
			const message = `${ecosystem}: expected advisories, found none in the database; ${packagesOf(count)} not matched`;
			entries.push({ code: "advisories-missing", message });
		}
		for (const [ecosystem, count] of ordered(this.#unordered)) {
			const message = `${ecosystem}: its versions cannot be compared yet; ${packagesOf(count)} matched by listed versions only`;
			entries.push({ code: "version-unparsable", message });
		}
		if (this.#owned > 0) {
			const message = `${packagesOf(this.#owned)} in files of the distribution's packages not matched on their own: its advisories speak for them`;
			entries.push({ code: "owned-not-matched", message });
		}
		return entries;
	}
}

function ordered(counts: ReadonlyMap<string, number>): [string, number][] {
	return [...counts].sort(([a], [b]) => compareText(a, b));
}

function packagesOf(count: number): string {
	return count === 1 ? "1 package" : `${count} packages`;
}

function placeOf({ locations: [place] }: Package): Pick<CoverageEntry, "path" | "layer"> {
	return place === undefined ? {} : { path: place.path, ...(place.layer === undefined ? {} : { layer: place.layer }) };
}
