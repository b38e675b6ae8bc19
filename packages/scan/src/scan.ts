import type { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type AdvisoryDatabase, matchPackages } from "@plimsoll/advisories";
import {
	defaultLimits,
	type Evidence,
	type Finding,
	type Limits,
	type Package,
	type Platform,
	type Subject,
	type Tool,
} from "@plimsoll/core";
import { type Inventory, inventoryExcerpts, inventoryWants, type JavaIndex, takeInventory } from "@plimsoll/inventory";
import {
	type Directory,
	type FileTree,
	type Image,
	type Opened,
	type OpenOptions,
	openPlatforms,
	openSubject,
	readDirectory,
	readLayers,
	SharedLayers,
	type SkipPatterns,
	SkippedPaths,
} from "@plimsoll/oci";
import { CoverageLog } from "./coverage-log.ts";
import { documentInventory } from "./document-inventory.ts";
import { Stopwatch } from "./stopwatch.ts";

/** What is being done, for a progress display. */
export interface ScanProgress {
	readonly step: "open" | "layers" | "inventory" | "match";
	/** Bytes read so far, during `layers`. */
	readonly bytes?: number;
	/** Bytes there are, where known. */
	readonly total?: number;
}

/** How a subject is scanned. */
export interface ScanOptions {
	/** The program that asks, recorded in the evidence. */
	readonly tool: Tool;
	/** Without one nothing is matched, and the evidence names no database. */
	readonly database?: AdvisoryDatabase;
	/** Which image of an index; Linux on this machine's architecture unless named. */
	readonly platform?: Platform;
	readonly limits?: Limits;
	/** What of the subject is not looked at. */
	readonly skip?: SkipPatterns;
	/** Whether packages in files that a distribution's package owns are matched on their own, too; they are not unless asked. */
	readonly matchOwned?: boolean;
	/** What the path `-` stands for, asked for only where the target has it. */
	readonly input?: () => Readable;
	/** Tells Java archives by their SHA-1, before anything is concluded from their names; none comes with Plimsoll. */
	readonly javaIndex?: JavaIndex;
	/** Ends the scan early with the signal's reason. */
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: ScanProgress) => void;
}

/**
 * Establishes the evidence about one subject: opens it, reads each layer once, takes the inventory and matches it against
 * the advisories.
 *
 * @param target what `parseTarget` of `@plimsoll/oci` understands: `oci:PATH[:TAG]`, `docker-archive:PATH`, `sbom:PATH`, a bare path, …
 * @throws {@link import("@plimsoll/oci").OciError} or {@link import("@plimsoll/inventory").InventoryError} where nothing can be said about the subject at all; damage to a part of
 * it is a coverage entry instead
 * @example
 * const evidence = await scan("oci:./layout", { tool: { name: "example", version: "1.0.0" }, database });
 */
export async function scan(target: string, options: ScanOptions): Promise<Evidence> {
	const watch = new Stopwatch();
	options.onProgress?.({ step: "open" });
	const opened = await watch.time("open", () => openSubject(target, openOptions(options)));
	try {
		return await examine(opened, { options, watch });
	} finally {
		if (opened.kind === "image") await opened.close();
	}
}

/**
 * Establishes the evidence about a subject for every platform that it is there for, in the order of its index; a layer that
 * several of them have is read once. `options.platform` is not looked at.
 *
 * @returns never empty
 * @throws {@link import("@plimsoll/oci").OciError} as {@link scan}
 */
export async function scanPlatforms(target: string, options: ScanOptions): Promise<readonly Evidence[]> {
	options.onProgress?.({ step: "open" });
	const opened = await openPlatforms(target, openOptions(options));
	const images = opened.filter((subject) => subject.kind === "image");
	try {
		const shared = new SharedLayers(images);
		const all: Evidence[] = [];
		for (const subject of opened) all.push(await examine(subject, { options, watch: new Stopwatch(), shared }));
		return all;
	} finally {
		await images[0]?.close();
	}
}

interface Examination {
	readonly options: ScanOptions;
	readonly watch: Stopwatch;
	readonly shared?: SharedLayers;
}

async function examine(opened: Opened, examination: Examination): Promise<Evidence> {
	const { options, watch } = examination;
	const coverage = new CoverageLog();
	const inventory = await takeStock(opened, examination, coverage);

	options.onProgress?.({ step: "match" });
	const findings = await watch.time("match", () => match(inventory.packages, options, coverage));

	return {
		subject: inventory.subject,
		tool: options.tool,
		...(options.database === undefined ? {} : { database: options.database.identity }),
		...(inventory.operatingSystem === undefined ? {} : { operatingSystem: inventory.operatingSystem }),
		packages: inventory.packages,
		findings,
		coverage: coverage.list(),
		timings: watch.timings,
	};
}

/**
 * Lets the process hear what has come meanwhile, since from here on the thread is not given up. The first turn may be that of the
 * event that led here, in which no more events are looked for; the second begins with them.
 */
async function hearSignals(): Promise<void> {
	await nextTurn();
	await nextTurn();
}

/** A whole system is judged as an image is: by what is installed. */
function rulesFor(opened: Image | Directory): "image" | "directory" {
	return opened.kind === "image" || opened.holds === "system" ? "image" : "directory";
}

/** What is in a subject: out of its files, or as a document says. */
async function takeStock(opened: Opened, { options, watch, shared }: Examination, coverage: CoverageLog): Promise<Stock> {
	const limits = options.limits ?? defaultLimits();
	const begin = async (): Promise<void> => {
		await hearSignals();
		options.signal?.throwIfAborted();
		options.onProgress?.({ step: "inventory" });
	};
	if (opened.kind === "document") {
		await begin();
		return await watch.time("inventory", () => documentInventory(opened, limits, coverage.add));
	}
	if (opened.kind === "image") coverage.addAll(opened.coverage ?? []);
	const skipped = options.skip && new SkippedPaths(options.skip);
	const tree = await watch.time("layers", () =>
		readTree(opened, { options, limits, skipped, coverage, ...(shared === undefined ? {} : { shared }) }),
	);
	await begin();
	const javaIndex = options.javaIndex === undefined ? {} : { javaIndex: options.javaIndex };
	const inventory = await watch.time("inventory", () => takeInventory(tree, { subject: rulesFor(opened), limits, ...javaIndex }));
	coverage.addAll(inventory.coverage);
	return { ...inventory, subject: describe(opened, tree) };
}

interface Stock extends Pick<Inventory, "operatingSystem" | "packages"> {
	readonly subject: Subject;
}

interface Reading {
	readonly options: ScanOptions;
	readonly limits: Limits;
	readonly skipped: SkippedPaths | undefined;
	readonly coverage: CoverageLog;
	readonly shared?: SharedLayers;
}

function openOptions(options: ScanOptions): OpenOptions {
	return {
		limits: options.limits ?? defaultLimits(),
		...(options.platform === undefined ? {} : { platform: options.platform }),
		...(options.signal === undefined ? {} : { signal: options.signal }),
		...(options.input === undefined ? {} : { input: options.input }),
	};
}

function readTree(opened: Image | Directory, { options, limits, skipped, coverage, shared }: Reading): Promise<FileTree> {
	const reading = {
		wants: inventoryWants(),
		excerpts: inventoryExcerpts({ subject: opened.kind, limits }),
		limits,
		...(skipped === undefined ? {} : { skipped }),
		report: coverage.add,
		...(shared === undefined ? {} : { shared }),
		onProgress: (bytes: number, total: number | undefined) =>
			options.onProgress?.({ step: "layers", bytes, ...(total === undefined ? {} : { total }) }),
		...(options.signal === undefined ? {} : { signal: options.signal }),
	};
	return opened.kind === "image" ? readLayers(opened, reading) : readDirectory(opened, reading);
}

async function match(
	packages: readonly Package[],
	{ database, matchOwned = false }: ScanOptions,
	coverage: CoverageLog,
): Promise<readonly Finding[]> {
	if (database === undefined) return [];

	const matched = await matchPackages(packages, database, { matchOwned });
	coverage.addAll(matched.coverage);
	return matched.findings;
}

function describe(opened: Image | Directory, tree: FileTree): Subject {
	if (opened.kind === "directory") return { kind: "directory", target: opened.target };
	const { kind, target, digest, configDigest, tags, platform } = opened;
	return { kind, target, digest, configDigest, tags, platform, layers: tree.layers };
}
