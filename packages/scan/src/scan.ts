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
import { inventoryWants, takeInventory } from "@plimsoll/inventory";
import { type Directory, type FileTree, type Image, openSubject, type RegistrySettings, readDirectory, readLayers } from "@plimsoll/oci";
import { CoverageLog } from "./coverage-log.ts";
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
	/** How registries are talked to, where the target is in one. */
	readonly registry?: RegistrySettings;
	/** Whether packages in files that a distribution's package owns are matched on their own, too; they are not unless asked. */
	readonly matchOwned?: boolean;
	/** Ends the scan early with the signal's reason. */
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: ScanProgress) => void;
}

/**
 * Establishes the evidence about one subject: opens it, reads each layer once, takes the inventory and matches it against
 * the advisories.
 *
 * @param target what `parseTarget` of `@plimsoll/oci` understands: `oci:PATH[:TAG]`, `docker-archive:PATH`, a bare path, `registry:NAME`, an
 * image's name where no such path exists, …
 * @throws {@link import("@plimsoll/oci").OciError} where nothing can be said about the subject at all; damage to a part of
 * it is a coverage entry instead
 * @example
 * const evidence = await scan("oci:./layout", { tool: { name: "example", version: "1.0.0" }, database });
 */
export async function scan(target: string, options: ScanOptions): Promise<Evidence> {
	const watch = new Stopwatch();
	const coverage = new CoverageLog();
	const limits = options.limits ?? defaultLimits();

	options.onProgress?.({ step: "open" });
	const opened = await watch.time("open", () => openSubject(target, openOptions(options, limits)));
	try {
		if (opened.kind === "image") coverage.addAll(opened.coverage ?? []);
		const tree = await watch.time("layers", () => readTree(opened, { options, limits, coverage }));

		options.signal?.throwIfAborted();
		options.onProgress?.({ step: "inventory" });
		const inventory = await watch.time("inventory", () => takeInventory(tree, { subject: opened.kind, limits }));
		coverage.addAll(inventory.coverage);

		options.onProgress?.({ step: "match" });
		const findings = await watch.time("match", () => match(inventory.packages, options, coverage));

		return {
			subject: describe(opened, tree),
			tool: options.tool,
			...(options.database === undefined ? {} : { database: options.database.identity }),
			...(inventory.operatingSystem === undefined ? {} : { operatingSystem: inventory.operatingSystem }),
			packages: inventory.packages,
			findings,
			coverage: coverage.list(),
			timings: watch.timings,
		};
	} finally {
		if (opened.kind === "image") await opened.close();
	}
}

interface Reading {
	readonly options: ScanOptions;
	readonly limits: Limits;
	readonly coverage: CoverageLog;
}

function openOptions(options: ScanOptions, limits: Limits): Parameters<typeof openSubject>[1] {
	return {
		limits,
		...(options.platform === undefined ? {} : { platform: options.platform }),
		...(options.signal === undefined ? {} : { signal: options.signal }),
		...(options.registry === undefined ? {} : { registry: options.registry }),
	};
}

function readTree(opened: Image | Directory, { options, limits, coverage }: Reading): Promise<FileTree> {
	const reading = {
		wants: inventoryWants(),
		limits,
		report: coverage.add,
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
