import { compareText, type Finding, type Package } from "@plimsoll/core";
import type { CompareVersions, Report } from "./reporter.ts";
import { compareCounts, countSeverities, type SeverityCounts } from "./severity-counts.ts";

/** The one change that removes most. */
export interface FirstStep {
	/** What to upgrade: the source package where a distribution builds several packages from it. */
	readonly name: string;
	readonly toVersion: string;
	/** How many of the shown findings that removes. */
	readonly removes: number;
	readonly severities: SeverityCounts;
}

interface Upgradable {
	readonly name: string;
	readonly ecosystem: string | undefined;
	/** Findings by the version that fixes them. */
	readonly fixes: Map<string, Finding[]>;
}

/**
 * Chooses the upgrade which removes most of the shown findings, the worst severity counting first; undefined where nothing
 * shown has a fix. A version removes the findings that it fixes itself, and those fixed in an older version as far as
 * `report.compareVersions` can tell.
 */
export function firstStepOf(report: Report): FirstStep | undefined {
	let best: FirstStep | undefined;
	for (const upgradable of upgradables(report)) {
		for (const version of upgradable.fixes.keys()) {
			const step = stepTo(version, upgradable, report.compareVersions);
			if (best === undefined || compareSteps(step, best) < 0) best = step;
		}
	}
	return best;
}

function upgradables(report: Report): Iterable<Upgradable> {
	const packages = new Map(report.evidence.packages.map((pkg) => [pkg.purl, pkg]));
	const groups = new Map<string, Upgradable>();
	for (const finding of report.shown) {
		const pkg = packages.get(finding.purl);
		if (pkg === undefined || finding.fixedVersion === undefined) continue;

		const { fixes } = groups.getOrInsertComputed(upgradeKey(pkg), () => upgradable(pkg));
		fixes.getOrInsertComputed(finding.fixedVersion, () => []).push(finding);
	}
	return groups.values();
}

function upgradable(pkg: Package): Upgradable {
	return { name: pkg.source?.name ?? pkg.name, ecosystem: pkg.ecosystem, fixes: new Map() };
}

/** Packages that one upgrade moves together: those built from one source. Two versions of a library are two upgrades. */
function upgradeKey(pkg: Package): string {
	return pkg.source === undefined ? pkg.purl : JSON.stringify([pkg.type, pkg.source.name, pkg.source.version]);
}

function stepTo(version: string, { name, ecosystem, fixes }: Upgradable, compare: CompareVersions | undefined): FirstStep {
	const removed: Finding[] = [];
	for (const [fixedVersion, findings] of fixes) {
		if (fixedVersion === version || isOlder(fixedVersion, version, ecosystem, compare)) removed.push(...findings);
	}
	return { name, toVersion: version, removes: removed.length, severities: countSeverities(removed) };
}

function isOlder(a: string, b: string, ecosystem: string | undefined, compare: CompareVersions | undefined): boolean {
	if (ecosystem === undefined || compare === undefined) return false;
	const order = compare(ecosystem, a, b);
	return order !== undefined && order <= 0;
}

function compareSteps(a: FirstStep, b: FirstStep): number {
	return compareCounts(a.severities, b.severities) || compareText(a.name, b.name) || compareText(a.toVersion, b.toVersion);
}
