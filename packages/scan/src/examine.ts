import { matchPackages } from "@plimsoll/advisories";
import type { Evidence, Finding, Package } from "@plimsoll/core";
import type { Opened, SharedLayers, SkippedPaths } from "@plimsoll/oci";
import { CoverageLog } from "./coverage-log.ts";
import type { ScanOptions } from "./scan-options.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { takeStock } from "./take-stock.ts";

/** How one subject is examined. */
export interface Examination {
	readonly options: ScanOptions;
	readonly watch: Stopwatch;
	/** What is not looked at: the patterns of the options, ready for use. */
	readonly skipped?: SkippedPaths | undefined;
	/** What other subjects of the same scan have read of layers. */
	readonly shared?: SharedLayers;
}

/** Establishes the evidence about a subject that is open. */
export async function examine(opened: Opened, examination: Examination): Promise<Evidence> {
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
