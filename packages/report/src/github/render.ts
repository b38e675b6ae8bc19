import { compareText, type Package } from "@plimsoll/core";
import { type BillOfMaterials, billOfMaterials } from "../bill-of-materials/bill-of-materials.ts";
import { HOME_PAGE } from "../home-page.ts";
import { jsonChunks } from "../json-text.ts";
import type { RenderOptions, Report } from "../reporter.ts";

/**
 * Renders a report as a snapshot for GitHub's dependency submission API: the packages by the file that names them. Commit and
 * reference are those of the workflow run, and absent where there is none.
 *
 * @see https://docs.github.com/en/rest/dependency-graph/dependency-submission
 */
export function render(report: Report, options: RenderOptions): Iterable<string> {
	const bill = billOfMaterials(report.evidence, options.sourceDate);
	const { sha, ref, id = "", correlator } = options.workflow ?? {};
	return jsonChunks({
		version: 0,
		job: { id, correlator: correlator ?? `${bill.tool.name} ${bill.subject.name}` },
		sha,
		ref,
		detector: { name: bill.tool.name, version: bill.tool.version, url: HOME_PAGE },
		scanned: (bill.created ?? new Date(0)).toISOString(),
		manifests: manifestsOf(bill, report.evidence.subject.kind === "directory"),
	});
}

/** A resolved package; its dependencies are keys of the same manifest. */
interface Resolved {
	readonly package_url: string;
	readonly relationship?: "direct" | "indirect";
	readonly scope: "runtime" | "development";
	readonly dependencies: readonly string[];
}

function manifestsOf(bill: BillOfMaterials, inRepository: boolean): object {
	const byPath = new Map<string, Package[]>();
	for (const pkg of bill.packages) {
		for (const path of new Set(pkg.locations.map((location) => location.path))) byPath.getOrInsertComputed(path, () => []).push(pkg);
		if (pkg.locations.length === 0) byPath.getOrInsertComputed(bill.subject.name, () => []).push(pkg);
	}
	const paths = [...byPath.keys()].sort(compareText);
	return Object.fromEntries(paths.map((path) => [path, manifest(path, byPath.get(path) ?? [], inRepository)]));
}

function manifest(path: string, packages: readonly Package[], inRepository: boolean): object {
	const present = new Set(packages.map(({ purl }) => purl));
	return {
		name: path,
		...(inRepository ? { file: { source_location: path.replace(/^\/+/, "") } } : {}),
		resolved: Object.fromEntries(packages.map((pkg) => [pkg.purl, resolved(pkg, present)])),
	};
}

function resolved({ purl, direct, development, dependsOn = [] }: Package, present: ReadonlySet<string>): Resolved {
	return {
		package_url: purl,
		...(direct === undefined ? {} : { relationship: direct ? "direct" : "indirect" }),
		scope: development === true ? "development" : "runtime",
		dependencies: dependsOn.filter((other) => present.has(other)),
	};
}
