import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Clock, type DatabaseIdentity, type DatabaseSource, type Limits, messageOf, systemClock } from "@plimsoll/core";
import { AdvisoryError } from "../errors.ts";
import { readRecord } from "../osv/read-record.ts";
import { compile } from "./compile.ts";
import { type FeedSource, folderSources } from "./feed.ts";
import type { FeedFile } from "./feed-file.ts";
import { httpSources } from "./http-feed.ts";
import { type PackageSelector, RecordShaper } from "./record-shaper.ts";
import { SkippedCounter, type SkippedRecords } from "./skipped.ts";
import { Staging } from "./staging.ts";
import { replaceFile } from "./work-folder.ts";

/** How far a build is. */
export interface BuildProgress {
	readonly step: "read" | "compile";
	/** The source that is being read. */
	readonly source?: string;
	/** Records read so far, of all sources. */
	readonly advisories: number;
}

/** What a database is built from, and where to. */
export interface BuildOptions {
	/**
	 * A folder, `file://` or `http(s)://` address laid out as OSV's bulk export (`<Ecosystem>/all.zip`), or a folder of
	 * records as `.json` files.
	 */
	readonly from: string;
	/** The file to make or replace. */
	readonly output: string;
	/** `starter`: facts without prose, as small as can be. */
	readonly kind: DatabaseIdentity["kind"];
	/** The only packages whose advisories are kept; all of them unless given. */
	readonly packages?: readonly PackageSelector[];
	readonly limits: Limits;
	/** Milliseconds without a byte after which a server counts as gone; 60,000 unless given. */
	readonly idleTimeout?: number;
	readonly onProgress?: (progress: BuildProgress) => void;
	/** Ends the build early with the signal's reason; the output stays as it was. */
	readonly signal?: AbortSignal;
	/** Tells which records claim to be from the future; those say nothing about how new the database is. */
	readonly clock?: Clock;
}

/** What came of a build. */
export interface BuildResult {
	readonly identity: DatabaseIdentity;
	/** What was left out, and why. */
	readonly skipped: readonly SkippedRecords[];
}

const IDLE_TIMEOUT = 60_000;
const PROGRESS_EVERY = 1000;
const DAY = 86_400_000;

/**
 * Compiles advisories into one read-only file. Streaming: memory does not grow with the number of records. Atomic: a build
 * that fails leaves what was there. The same records give the same file.
 *
 * @throws {@link AdvisoryError} `feed-missing`, `feed-empty`, `feed-unreachable`, `feed-corrupt`, `feed-limit`,
 * `output-unwritable`
 * @example
 * ```ts
 * const { identity } = await buildDatabase({ from: "./osv", output: "advisories.db", kind: "full", limits: defaultLimits() });
 * ```
 */
export async function buildDatabase(options: BuildOptions): Promise<BuildResult> {
	return await replaceFile(resolve(options.output), async (workFolder) => {
		const file = join(workFolder, "advisories.db");
		const staging = new Staging(join(workFolder, "staging.db"), options.kind === "full");
		try {
			const build = new Build(staging, options);
			const sources = await build.read(workFolder);
			options.onProgress?.({ step: "compile", advisories: build.records });
			const identity = await compile(staging, file, { ...options, sources });
			return { file, result: { identity, skipped: build.skipped.list() } };
		} finally {
			staging.close();
		}
	});
}

class Build {
	readonly skipped = new SkippedCounter();
	records = 0;
	readonly #staging: Staging;
	readonly #options: BuildOptions;
	readonly #shaper: RecordShaper;
	readonly #newest: string;

	constructor(staging: Staging, options: BuildOptions) {
		this.#staging = staging;
		this.#options = options;
		this.#shaper = new RecordShaper(options.packages);
		this.#newest = new Date((options.clock ?? systemClock).now().getTime() + DAY).toISOString();
	}

	async read(workFolder: string): Promise<DatabaseSource[]> {
		const read: DatabaseSource[] = [];
		for await (const source of sourcesOf(this.#options, workFolder)) read.push(await this.#readSource(source));
		return read;
	}

	async #readSource(source: FeedSource): Promise<DatabaseSource> {
		let advisories = 0;
		let modified = "";
		for await (const file of source.files()) {
			const date = this.#readFile(source.name, file);
			if (date === undefined) continue;
			advisories += 1;
			if (date > modified && date <= this.#newest) modified = date;
			if (advisories % PROGRESS_EVERY === 0) await this.#pause(source.name);
		}
		return { name: source.name, from: source.from, digest: await source.digest(), advisories, ...(modified === "" ? {} : { modified }) };
	}

	/** @returns when the record was modified, or nothing where there is no record; empty where it does not say */
	#readFile(source: string, file: FeedFile): string | undefined {
		if ("problem" in file) {
			this.skipped.add(source, file.name, file.problem);
			return undefined;
		}
		const record = parseRecord(file.bytes);
		if ("reason" in record) {
			this.skipped.add(source, file.name, record.reason);
			return undefined;
		}
		for (const reason of new Set(record.ignored)) this.skipped.add(source, file.name, `ignored ${reason}`);
		const shaped = this.#shaper.shape(record);
		if (shaped !== undefined) this.#staging.add(shaped.record, shaped.aliases);
		this.records += 1;
		return record.modified ?? "";
	}

	async #pause(source: string): Promise<void> {
		this.#options.onProgress?.({ step: "read", source, advisories: this.records });
		await setImmediate();
		this.#options.signal?.throwIfAborted();
	}
}

function parseRecord(bytes: Buffer): ReturnType<typeof readRecord> {
	try {
		return readRecord(JSON.parse(bytes.toString("utf8")));
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) return { reason: "not JSON" };
		throw error;
	}
}

async function* sourcesOf(options: BuildOptions, workFolder: string): AsyncGenerator<FeedSource> {
	const { from, limits, signal, idleTimeout = IDLE_TIMEOUT } = options;
	const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(from) ? parseAddress(from) : undefined;
	if (address === undefined) yield* await folderSources(from, limits);
	else if (address.protocol === "file:") yield* await folderSources(fileURLToPath(address), limits);
	else yield* httpSources(address, { workFolder, limits, idleTimeout, ...(signal === undefined ? {} : { signal }) });
}

function parseAddress(from: string): URL {
	try {
		const address = new URL(from);
		if (["file:", "http:", "https:"].includes(address.protocol)) return address;
		throw new Error(`unknown scheme ${address.protocol}`);
	} catch (error) {
		throw new AdvisoryError("feed-missing", `the feed's address: expected file://, http:// or https://: ${messageOf(error)}`, {
			cause: error,
		});
	}
}
