import { compareSeverity, compareText, type Finding, type Package } from "@plimsoll/core";
import type { Report } from "../reporter.ts";
import { compareCounts, countSeverities, type SeverityCounts } from "../severity-counts.ts";

/** Packages with the same findings, shown together: those that a distribution builds from one source, or a single one. */
export interface Group {
	/** Ordered by name, never empty. */
	readonly packages: readonly Package[];
	/** The findings of each of the packages, worst first. */
	readonly findings: readonly Finding[];
	/** Of `findings`. */
	readonly counts: SeverityCounts;
}

/** Groups the shown findings by package, worst group first. */
export function groupFindings(report: Report): readonly Group[] {
	const known = new Map(report.evidence.packages.map((pkg) => [pkg.purl, pkg]));
	const byPurl = new Map<string, Finding[]>();
	for (const finding of report.shown) byPurl.getOrInsertComputed(finding.purl, () => []).push(finding);

	const groups = new Map<string, { packages: Package[]; findings: Finding[] }>();
	for (const [purl, found] of byPurl) {
		const pkg = known.get(purl) ?? unlisted(purl);
		const findings = found.toSorted((a, b) => compareSeverity(a.severity, b.severity) || compareText(a.id, b.id));
		groups.getOrInsertComputed(groupKey(pkg, findings), () => ({ packages: [], findings })).packages.push(pkg);
	}
	return [...groups.values()].map(toGroup).sort(compareGroups);
}

function groupKey(pkg: Package, findings: readonly Finding[]): string {
	// A package that names no source is its own, and others may be built from it.
	const { name, version } = pkg.source ?? pkg;
	const facts = findings.map((finding) => [finding.id, finding.severity, finding.fixedVersion]);
	return JSON.stringify([pkg.type, pkg.version, name, version, pkg.locations, facts]);
}

function toGroup({ packages, findings }: { packages: Package[]; findings: Finding[] }): Group {
	return { packages: packages.sort((a, b) => compareText(a.name, b.name)), findings, counts: countSeverities(findings) };
}

function compareGroups(a: Group, b: Group): number {
	return compareCounts(a.counts, b.counts) || compareText(nameOf(a), nameOf(b));
}

function nameOf(group: Group): string {
	return `${group.packages[0]?.name} ${group.packages[0]?.purl}`;
}

/** Stands for a package that has findings but is not in the inventory: rather shown by its purl than not at all. */
function unlisted(purl: string): Package {
	return { purl, type: "", name: purl, version: "", licenses: [], locations: [] };
}
