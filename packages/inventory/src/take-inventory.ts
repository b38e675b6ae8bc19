import { type CoverageEntry, type CoverageSink, type Limits, messageOf, type OperatingSystem, type Package } from "@plimsoll/core";
import type { FileTree, TakesExcerpt, WantsFile } from "@plimsoll/oci";
import type { Cataloger, FoundFile, JavaIndex } from "./cataloger.ts";
import { CATALOGERS } from "./catalogers.ts";
import { CoverageCollector } from "./coverage-collector.ts";
import { foundExcerpts } from "./excerpts/found-excerpts.ts";
import { takeExcerpts } from "./excerpts/take-excerpts.ts";
import { Executables } from "./executables/executables.ts";
import { fileName } from "./file-name.ts";
import { identifyOperatingSystem, wantsForOperatingSystem } from "./os/identify.ts";
import { type PresentDatabase, packageDatabasesOf } from "./os/package-databases.ts";
import { Ownership } from "./ownership.ts";
import { nameKey, PackageCollector } from "./package-collector.ts";
import { wantedFiles } from "./wanted-files.ts";

/** What is inside a subject. All lists are ordered, so that equal trees give equal inventories. */
export interface Inventory {
	readonly operatingSystem?: OperatingSystem;
	/** Ordered by purl. */
	readonly packages: readonly Package[];
	/** What could not be read. */
	readonly coverage: readonly CoverageEntry[];
}

/** Options of {@link takeInventory}. */
export interface InventoryOptions {
	/** In an image, and in the root of a system, a lock file counts only where nothing installed says otherwise. */
	readonly subject: "image" | "directory";
	readonly limits: Limits;
	/** Tells Java archives by their SHA-1, before anything is concluded from their names; none comes with Plimsoll. */
	readonly javaIndex?: JavaIndex;
	/** All of them unless told otherwise. */
	readonly catalogers?: readonly Cataloger[];
}

/** Which files have to be kept while a subject is read, so that its inventory can be taken. */
export function inventoryWants(catalogers: readonly Cataloger[] = CATALOGERS): WantsFile {
	return (path, isMissed) => {
		const name = fileName(path);
		return wantsForOperatingSystem(path) || catalogers.some((cataloger) => cataloger.wants(path, name, isMissed));
	};
}

/** Which excerpts have to be taken of files while a subject is read, for the catalogers that look into files in passing. */
export function inventoryExcerpts(options: InventoryOptions): TakesExcerpt {
	return takeExcerpts(options.catalogers ?? CATALOGERS, options);
}

/**
 * Takes the inventory of a file tree: its operating system and its packages. Pure and synchronous. Never throws on what a
 * subject contains: what cannot be read is a coverage entry.
 *
 * @example
 * ```ts
 * const options = { subject: "image", limits };
 * const tree = await readLayers(image, { wants: inventoryWants(), excerpts: inventoryExcerpts(options), limits, report });
 * const { operatingSystem, packages, coverage } = takeInventory(tree, options);
 * ```
 */
export function takeInventory(tree: FileTree, options: InventoryOptions): Inventory {
	const { subject, limits, javaIndex, catalogers = CATALOGERS } = options;
	const coverage = new CoverageCollector(tree);
	const operatingSystem = identifyOperatingSystem(tree, limits, coverage.report);
	reportDatabases(packageDatabasesOf(tree), operatingSystem, subject, coverage.report);

	const files = wantedFiles(tree, catalogers);
	const excerpts = foundExcerpts(tree, catalogers, coverage.report);
	const executables = new Executables(excerpts.executables);
	const ownership = new Ownership(tree, new Set([...ownable(files), ...ownable(excerpts.files), ...executables.paths]));
	const collector = new PackageCollector(tree, limits, coverage.report);
	for (const cataloger of inOrder(catalogers)) {
		const owned = cataloger.kind !== "system";
		let names: ReadonlySet<string> | undefined;
		guarded(cataloger, coverage.report, () =>
			cataloger.catalog({
				tree,
				files: files.get(cataloger) ?? [],
				excerpts: excerpts.files.get(cataloger) ?? [],
				operatingSystem,
				...(javaIndex === undefined ? {} : { javaIndex }),
				subject,
				limits,
				add: (found) => collector.add(found, owned ? ownership.ownerOf(found.container ?? found.path) : undefined),
				own: (purl, path) => ownership.own(purl, path),
				isFound(type, name) {
					names ??= collector.names();
					return names.has(nameKey(type, name));
				},
				ownerOf: (path) => ownership.ownerOf(path),
				cover: (path) => executables.cover(path),
				report: coverage.report,
			}),
		);
	}
	executables.reportUnknown((path) => ownership.ownerOf(path) !== undefined || collector.hasFoundIn(path), coverage.report);
	if (tree.isSpent) coverage.report({ code: "link-loop", message: spentMessage(limits), limit: "maxLinkSteps" });
	return {
		...(operatingSystem === undefined ? {} : { operatingSystem }),
		packages: collector.packages(),
		coverage: coverage.entries(),
	};
}

function spentMessage({ maxLinkSteps }: Limits): string {
	return `The targets of the links that were followed have more than ${maxLinkSteps} names; no more were followed, and files may be missing`;
}

/** Databases of operating systems first: the others ask who owns a file. Documents last: they only add to what is there. */
function inOrder(catalogers: readonly Cataloger[]): readonly Cataloger[] {
	return (["system", "language", "document"] as const).flatMap((kind) => catalogers.filter((cataloger) => cataloger.kind === kind));
}

function ownable(files: ReadonlyMap<Cataloger, readonly FoundFile[]>): ReadonlySet<string> {
	const paths = new Set<string>();
	for (const [cataloger, found] of files) {
		if (cataloger.kind === "system") continue;
		for (const { path } of found) paths.add(path);
	}
	return paths;
}

/** What a cataloger throws is a defect of Plimsoll; it must not cost the packages that the others find. */
function guarded(cataloger: Cataloger, report: CoverageSink, run: () => void): void {
	try {
		run();
	} catch (error) {
		report({
			code: "file-malformed",
			message: `The ${cataloger.id} cataloger gave up, and its packages may be missing: ${messageOf(error)}`,
		});
	}
}

function reportDatabases(
	databases: readonly PresentDatabase[],
	operatingSystem: OperatingSystem | undefined,
	subject: "image" | "directory",
	report: CoverageSink,
): void {
	for (const { format, path, read } of databases) {
		if (read) continue;
		report({ code: "database-unsupported", message: `${path}: Plimsoll cannot read ${format} package databases yet`, path });
	}
	if (operatingSystem !== undefined) return;

	const database = databases[0];
	if (database !== undefined) {
		const message = `${database.path}: a ${database.format} database, but no os-release or other file that names the operating system`;
		report({ code: "operating-system-unknown", message, path: database.path });
	} else if (subject === "image") {
		const message = "Nothing names an operating system and there is no package database, as in images built from scratch";
		report({ code: "operating-system-unknown", message });
	}
}
