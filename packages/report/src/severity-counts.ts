import { type Finding, SEVERITIES, type Severity } from "@plimsoll/core";

/** How many findings there are of each severity, worst first. */
export type SeverityCounts = Readonly<Record<Severity, number>>;

/** Counts findings by severity. */
export function countSeverities(findings: Iterable<Finding>): SeverityCounts {
	const counts = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0 };
	for (const finding of findings) counts[finding.severity]++;
	return counts;
}

/** Orders counts, worst first: more critical ones, then more high ones, and so on. */
export function compareCounts(a: SeverityCounts, b: SeverityCounts): number {
	for (const severity of SEVERITIES) {
		if (a[severity] !== b[severity]) return b[severity] - a[severity];
	}
	return 0;
}
