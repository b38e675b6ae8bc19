import { type CoverageCode, type CoverageEntry, compareText } from "@plimsoll/core";

/** Entries of one code that a report lists; a subject made of nothing but errors must not become a report of nothing else. */
export const MAX_ENTRIES_PER_CODE = 2000;

/** Gathers the coverage of all steps of a scan; of each code no more than are of use, the others counted. */
export class CoverageLog {
	readonly #entries: CoverageEntry[] = [];
	readonly #counts: Map<CoverageCode, number> = new Map();

	/** Bound, so that it can be handed on as a `CoverageSink`. */
	readonly add = (entry: CoverageEntry): void => {
		const count = (this.#counts.get(entry.code) ?? 0) + 1;
		this.#counts.set(entry.code, count);
		if (count <= MAX_ENTRIES_PER_CODE) this.#entries.push(entry);
	};

	addAll(entries: readonly CoverageEntry[]): void {
		for (const entry of entries) this.add(entry);
	}

	/** All entries in the order of a report, what was only counted with those of its code. */
	list(): readonly CoverageEntry[] {
		const left = [...this.#counts].filter(([, count]) => count > MAX_ENTRIES_PER_CODE);
		const counted = left.map(([code, count]) => ({ code, message: `${count - MAX_ENTRIES_PER_CODE} more like the others of this kind` }));
		return [...this.#entries, ...counted].sort(compareEntries);
	}
}

function compareEntries(a: CoverageEntry, b: CoverageEntry): number {
	return (
		compareText(a.code, b.code) ||
		compareText(a.layer ?? "", b.layer ?? "") ||
		compareText(a.path ?? "", b.path ?? "") ||
		compareText(a.message, b.message)
	);
}
