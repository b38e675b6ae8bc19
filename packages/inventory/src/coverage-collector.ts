import { type CoverageCode, type CoverageEntry, compareText } from "@plimsoll/core";
import type { FileTree } from "@plimsoll/oci";

/** Entries of one kind told in full per file; a file of nothing but errors must not become a report of nothing else. */
export const MAX_ENTRIES_PER_FILE = 20;

/** Files that are told of by entries of one kind; the others are counted. */
export const MAX_FILES_PER_CODE = 1000;

/** Entries of one kind about one file. */
interface Group {
	readonly code: CoverageCode;
	readonly path: string | undefined;
	readonly entries: CoverageEntry[];
	left: number;
}

/** Gathers coverage entries: adds the layer of the file that each is about, and counts rather than lists endless ones. */
export class CoverageCollector {
	readonly #tree: FileTree;
	readonly #groups: Map<string, Group> = new Map();
	readonly #files: Map<CoverageCode, number> = new Map();

	constructor(tree: FileTree) {
		this.#tree = tree;
	}

	/** Bound, so that it can be handed on as a `CoverageSink`. */
	readonly report = (entry: CoverageEntry): void => {
		const key = `${entry.code} ${entry.path ?? ""}`;
		let group = this.#groups.get(key);
		if (group === undefined) {
			const files = (this.#files.get(entry.code) ?? 0) + 1;
			this.#files.set(entry.code, files);
			if (files > MAX_FILES_PER_CODE) return;
			group = { code: entry.code, path: entry.path, entries: [], left: 0 };
			this.#groups.set(key, group);
		}
		if (group.entries.length >= MAX_ENTRIES_PER_FILE) group.left++;
		else group.entries.push(this.#located(entry));
	};

	/** All entries, ordered by path and code; those of one file and kind in the order they came. */
	entries(): CoverageEntry[] {
		const groups = [...this.#groups.values()];
		groups.sort((a, b) => compareText(a.path ?? "", b.path ?? "") || compareText(a.code, b.code));
		return [...this.#untold(), ...groups.flatMap((group) => [...group.entries, ...this.#rest(group)])];
	}

	#untold(): CoverageEntry[] {
		const beyond = [...this.#files].filter(([, files]) => files > MAX_FILES_PER_CODE).sort(([a], [b]) => compareText(a, b));
		return beyond.map(([code, files]) => ({ code, message: `${files - MAX_FILES_PER_CODE} more of this kind, in files not told of` }));
	}

	#rest(group: Group): CoverageEntry[] {
		if (group.left === 0) return [];

		const message = `${group.path ?? "The subject"}: ${group.left} more like the ones before`;
		return [this.#located({ code: group.code, message, ...(group.path === undefined ? {} : { path: group.path }) })];
	}

	#located(entry: CoverageEntry): CoverageEntry {
		if (entry.layer !== undefined || entry.path === undefined) return entry;

		const layer = this.#tree.layers[this.#tree.stat(entry.path)?.layer ?? -1]?.digest;
		return layer === undefined ? entry : { ...entry, layer };
	}
}
