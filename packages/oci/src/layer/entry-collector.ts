import type { CoverageEntry, Digest, Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { type BodyUse, cleanPath, depthOf, type TarEntry, type TarHandler, type TarProblem } from "../tar/index.ts";
import { EntryColumns } from "./entry-columns.ts";
import { type ExcerptReader, excerptsLost, type TakesExcerpt } from "./excerpts.ts";

/** A layer full of bad entries is described by the first of them and a count. */
const MAX_REPORTED = 50;

/** Tells by its path, or by its index, whether the content of a file is to be kept. */
export type KeepsContent = (path: string, index: number) => boolean;

/** What an {@link EntryCollector} needs to know. */
export interface CollectorOptions {
	readonly layer: Digest;
	readonly limits: Limits;
	readonly keeps: KeepsContent;
	readonly excerpts?: TakesExcerpt;
}

/** Gathers the entries of a layer, the content of those files that are to be kept, and excerpts of others. */
export class EntryCollector implements TarHandler {
	readonly columns: EntryColumns = new EntryColumns();
	readonly contents: Map<number, Uint8Array> = new Map();
	readonly excerpts: Map<number, Uint8Array> = new Map();
	readonly withheld: Set<number> = new Set();
	readonly #options: CollectorOptions;
	readonly #coverage: CoverageEntry[] = [];
	#ignored = 0;
	#keptBytes = 0;
	#pathBytes = 0;
	/** Reads the present entry. */
	#reader: ExcerptReader | undefined;
	/** Whether the content of the present entry is kept. */
	#isKept = false;
	#lostExcerpts = 0;

	constructor(options: CollectorOptions) {
		this.#options = options;
	}

	entry(entry: TarEntry): BodyUse {
		const { limits, keeps, excerpts } = this.#options;
		const path = cleanPath(entry.path);
		this.#pathBytes += path.length + (entry.linkTarget?.length ?? 0);
		if (this.columns.length + this.#ignored >= limits.maxEntries) throw exceeded("entries", "maxEntries", limits);
		if (this.#pathBytes > limits.maxAllPathsBytes) throw exceeded("bytes of paths", "maxAllPathsBytes", limits);
		if (depthOf(path) > limits.maxPathDepth) {
			const message = `An entry was ignored: its path is deeper than the limit of ${limits.maxPathDepth} folders`;
			this.ignored({ message, path, limit: "maxPathDepth" });
			return "skip";
		}
		const index = this.columns.add({ ...entry, path });
		if (entry.kind !== "file") return "skip";

		const { sparse, size, mode } = entry;
		const isWanted = keeps(path, index);
		const fits = this.#fits(entry);
		this.#reader = excerpts?.({ path, size, mode });
		this.#isKept = isWanted && fits;
		if (isWanted && !fits) this.withheld.add(index);
		if (this.#reader === undefined) return this.#isKept ? "keep" : "skip";
		// The stored bytes of a sparse file are not the file.
		if (!this.#isKept && sparse === undefined) return "pass";
		if (fits) return "keep";
		this.#keepExcerpt(this.#reader.unread?.());
		return "skip";
	}

	content(bytes: Uint8Array | undefined): void {
		const index = this.columns.length - 1;
		if (bytes === undefined) {
			if (this.#isKept) this.withheld.add(index);
			this.#keepExcerpt(this.#reader?.unread?.());
			return;
		}
		this.#reader?.push(bytes);
		this.passed();
		if (!this.#isKept) return;
		this.#keptBytes += bytes.length;
		this.contents.set(index, bytes);
	}

	pass(bytes: Uint8Array): boolean {
		if (this.#reader?.push(bytes) === true) return true;
		this.passed();
		return false;
	}

	passed(): void {
		this.#keepExcerpt(this.#reader?.end());
	}

	#keepExcerpt(excerpt: Uint8Array | undefined): void {
		if (excerpt === undefined) return;
		const { maxKeptBytes, maxKeptFiles } = this.#options.limits;
		if (this.#keptBytes + excerpt.length > maxKeptBytes || this.#keptFiles >= maxKeptFiles) {
			this.#lostExcerpts++;
			return;
		}
		this.#keptBytes += excerpt.length;
		this.excerpts.set(this.columns.length - 1, excerpt);
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
		const { layer } = this.#options;
		const coverage = [...this.#coverage];
		const untold = this.#ignored - MAX_REPORTED;
		if (untold > 0)
			coverage.push({ code: "entry-ignored", message: `Layer ${layer}: ${untold} more entries were ignored for such reasons`, layer });
		if (this.#lostExcerpts > 0) coverage.push(excerptsLost(layer, this.#lostExcerpts));
		return coverage;
	}

	get #keptFiles(): number {
		return this.contents.size + this.excerpts.size;
	}

	/** Whether a file's content may be held; what may not is told of once it is known to be in the image (see `tree/contents.ts`). */
	#fits(entry: TarEntry): boolean {
		const { maxFileBytes, maxKeptBytes, maxKeptFiles } = this.#options.limits;
		if (this.#keptFiles >= maxKeptFiles) return false;
		return entry.size <= maxFileBytes && entry.storedSize <= maxFileBytes && this.#keptBytes + entry.size <= maxKeptBytes;
	}
}

function exceeded(what: string, limit: "maxEntries" | "maxAllPathsBytes", limits: Limits): OciError {
	return new OciError("limit-exceeded", `it has more ${what} than the limit of ${limits[limit]}`, { limit });
}
