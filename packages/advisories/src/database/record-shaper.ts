import { baseEcosystem, findEcosystem, normaliseName } from "../orderings/orderings.ts";
import { carriedVulnerabilities, isCve } from "../osv/carried.ts";
import { matchesEcosystem } from "../osv/ecosystem-match.ts";
import { installedVersion, isInRanges } from "../osv/evaluate.ts";
import type { Affected, OsvRecord } from "../osv/record.ts";

/** Names packages: one of an ecosystem, or of each of its releases where the ecosystem names none. */
export interface PackageSelector {
	/** OSV's ecosystem: `npm`, `Debian`, `Debian:12`. */
	readonly ecosystem: string;
	readonly name: string;
}

/** A record as it is stored. */
export interface ShapedRecord {
	readonly record: OsvRecord;
	/** The ids by which others may ask for it. */
	readonly aliases: readonly string[];
}

/** Leaves out of records what no look-up needs. */
export class RecordShaper {
	/** By name in each ecosystem; absent where everything is kept. */
	readonly #selected: Map<string, readonly PackageSelector[]> | undefined;

	constructor(packages: readonly PackageSelector[] | undefined) {
		if (packages === undefined) return;
		this.#selected = new Map();
		for (const { ecosystem, name } of packages) {
			const key = keyOf(ecosystem, normaliseName(ecosystem, name));
			this.#selected.set(key, [...(this.#selected.get(key) ?? []), { ecosystem, name }]);
		}
	}

	/** Undefined where nothing is left that anyone could ask for. */
	shape(record: OsvRecord): ShapedRecord | undefined {
		const affected: Affected[] = [];
		for (const one of record.affected) {
			const versions = this.#isSelected(one) ? versionsBesideRanges(one) : [];
			if (this.#isSelected(one) && (one.ranges.length > 0 || versions.length > 0)) affected.push({ ...one, versions });
		}
		// A record of no package may still be the one that rates a vulnerability
		const rates = this.#selected === undefined && record.vectors.length > 0;
		if (affected.length === 0 && !rates && !record.withdrawn) return undefined;

		const carried = carriedVulnerabilities(record);
		const related = record.aliases.some(isCve) || record.upstream.some(isCve) ? [] : record.related.filter(isCve);
		return { record: { ...withSharedVectors(record, affected), related }, aliases: carried.bundle ? [] : carried.ids };
	}

	#isSelected({ ecosystem, name }: Affected): boolean {
		if (this.#selected === undefined) return true;
		const selectors = this.#selected.get(keyOf(ecosystem, name));
		return selectors?.some((selector) => matchesEcosystem(ecosystem, selector.ecosystem)) === true;
	}
}

function keyOf(ecosystem: string, name: string): string {
	return JSON.stringify([baseEcosystem(ecosystem), name]);
}

/** Listed versions that a range holds anyway say nothing more; they are most of a feed. */
function versionsBesideRanges({ ecosystem, ranges, versions }: Affected): readonly string[] {
	const ordering = findEcosystem(ecosystem)?.ordering;
	if (ordering === undefined || ranges.length === 0 || versions.length === 0) return versions;
	return versions.filter((version) => !isInRanges(ranges, installedVersion(version, ordering)));
}

/** Vectors that a record repeats for each package are its own: so others who ask about the vulnerability find them. */
function withSharedVectors(record: OsvRecord, affected: readonly Affected[]): OsvRecord {
	const vectors = affected[0]?.vectors ?? [];
	const shared = record.vectors.length === 0 && affected.every((one) => one.vectors.join() === vectors.join());
	if (!shared) return { ...record, affected };
	return { ...record, vectors, affected: affected.map((one) => ({ ...one, vectors: [] })) };
}
