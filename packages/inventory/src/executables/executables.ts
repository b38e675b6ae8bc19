import { type CoverageSink, compareText } from "@plimsoll/core";
import type { FileEntry } from "@plimsoll/oci";

/** Those that are named in the report. */
export const MAX_NAMED = 5;

/** The executables and libraries of a subject, to tell of those that nothing says anything about. */
export class Executables {
	readonly #entries: readonly FileEntry[];
	readonly #covered: Set<string> = new Set();

	constructor(entries: readonly FileEntry[]) {
		this.#entries = entries;
	}

	get paths(): readonly string[] {
		return this.#entries.map(({ path }) => path);
	}

	/** Says that a file, or everything below a folder, is part of something known or is told of otherwise. */
	cover(path: string): void {
		this.#covered.add(path);
	}

	/** Says in one entry how many are neither known nor covered, and which are the largest. */
	reportUnknown(isKnown: (path: string) => boolean, report: CoverageSink): void {
		const unknown = this.#entries.filter(({ path }) => !isKnown(path) && !this.#isCovered(path));
		if (unknown.length === 0) return;

		const largest = unknown.toSorted((a, b) => b.size - a.size || compareText(a.path, b.path)).slice(0, MAX_NAMED);
		const named = largest.map(({ path, size }) => `${path} (${size} bytes)`).join(", ");
		const count = unknown.length === 1 ? "1 executable or library" : `${unknown.length} executables and libraries`;
		report({ code: "identity-unknown", message: `${count} that no package owns and nothing identifies; the largest: ${named}` });
	}

	#isCovered(path: string): boolean {
		if (this.#covered.size === 0) return false;
		for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
			if (this.#covered.has(path.slice(0, end))) return true;
		}
		return false;
	}
}
