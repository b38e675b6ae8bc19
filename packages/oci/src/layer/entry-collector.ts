import type { CoverageEntry, Digest, Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { cleanPath, depthOf, type TarEntry, type TarHandler, type TarProblem } from "../tar/index.ts";
import { EntryColumns } from "./entry-columns.ts";

/** A layer full of bad entries is described by the first of them and a count. */
const MAX_REPORTED = 50;

/** Tells by its path, or by its index, whether the content of a file is to be kept. */
export type KeepsContent = (path: string, index: number) => boolean;

/** What an {@link EntryCollector} needs to know. */
export interface CollectorOptions {
	readonly layer: Digest;
	readonly limits: Limits;
	readonly keeps: KeepsContent;
}

/** Gathers the entries of a layer, and the content of those files that are to be kept. */
export class EntryCollector implements TarHandler {
	readonly columns: EntryColumns = new EntryColumns();
	readonly contents: Map<number, Uint8Array> = new Map();
	readonly withheld: Set<number> = new Set();
	readonly #options: CollectorOptions;
	readonly #coverage: CoverageEntry[] = [];
	#ignored = 0;
	#keptBytes = 0;
	#pathBytes = 0;

	constructor(options: CollectorOptions) {
		this.#options = options;
	}

	entry(entry: TarEntry): boolean {
		const { limits, keeps } = this.#options;
		const path = cleanPath(entry.path);
		this.#pathBytes += path.length + (entry.linkTarget?.length ?? 0);
		if (this.columns.length + this.#ignored >= limits.maxEntries) throw exceeded("entries", "maxEntries", limits);
		if (this.#pathBytes > limits.maxAllPathsBytes) throw exceeded("bytes of paths", "maxAllPathsBytes", limits);
		if (depthOf(path) > limits.maxPathDepth) {
			const message = `An entry was ignored: its path is deeper than the limit of ${limits.maxPathDepth} folders`;
			this.ignored({ message, path, limit: "maxPathDepth" });
			return false;
		}
		const index = this.columns.add({ ...entry, path });
		if (entry.kind !== "file" || !keeps(path, index)) return false;
		if (this.#fits(entry)) return true;
		this.withheld.add(index);
		return false;
	}

	content(bytes: Uint8Array | undefined): void {
		const index = this.columns.length - 1;
		if (bytes === undefined) {
			this.withheld.add(index);
			return;
		}
		this.#keptBytes += bytes.length;
		this.contents.set(index, bytes);
	}

	ignored(problem: TarProblem): void {
		this.#ignored++;
		if (this.#ignored > MAX_REPORTED) return;

		const { message, path, limit } = problem;
		this.#coverage.push({
			code: "entry-ignored",
			message: `Layer ${this.#options.layer}: ${message}`,
			...(path === undefined ? {} : { path: cleanPath(path) }),
			layer: this.#options.layer,
			...(limit === undefined ? {} : { limit }),
		});
	}

	/** What was left out. */
	coverage(): readonly CoverageEntry[] {
		const untold = this.#ignored - MAX_REPORTED;
		if (untold <= 0) return this.#coverage;

		const { layer } = this.#options;
		const message = `Layer ${layer}: ${untold} more entries were ignored for such reasons`;
		return [...this.#coverage, { code: "entry-ignored", message, layer }];
	}

	/** Whether a file's content may be held; what may not is told of once it is known to be in the image (see `tree/contents.ts`). */
	#fits(entry: TarEntry): boolean {
		const { maxFileBytes, maxKeptBytes, maxKeptFiles } = this.#options.limits;
		if (this.contents.size >= maxKeptFiles) return false;
		return entry.size <= maxFileBytes && entry.storedSize <= maxFileBytes && this.#keptBytes + entry.size <= maxKeptBytes;
	}
}

function exceeded(what: string, limit: "maxEntries" | "maxAllPathsBytes", limits: Limits): OciError {
	return new OciError("limit-exceeded", `it has more ${what} than the limit of ${limits[limit]}`, { limit });
}
