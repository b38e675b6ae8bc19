import { isLost } from "@plimsoll/core";
import type { Report } from "./reporter.ts";
import { countSeverities, type SeverityCounts } from "./severity-counts.ts";

/** The figures of a report. */
export interface Summary {
	readonly packages: number;
	/** Packages with a finding, whether shown or not. */
	readonly affectedPackages: number;
	/** All findings, whatever display filters hide. */
	readonly findings: number;
	/** Findings that display filters hide. */
	readonly hidden: number;
	/** Of all findings, those with a known fix. */
	readonly fixable: number;
	/** Of all findings. */
	readonly severities: SeverityCounts;
	/** Coverage entries about lost content. */
	readonly lost: number;
}

/** Counts what a report says. */
export function summarise(report: Report): Summary {
	const { packages, findings, coverage } = report.evidence;
	return {
		packages: packages.length,
		affectedPackages: new Set(findings.map((finding) => finding.purl)).size,
		findings: findings.length,
		hidden: findings.length - report.shown.length,
		fixable: findings.filter((finding) => finding.fixedVersion !== undefined).length,
		severities: countSeverities(findings),
		lost: coverage.filter(isLost).length,
	};
}
