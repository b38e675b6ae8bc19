import type { Finding, Severity } from "@plimsoll/core";

/** SARIF's levels of a result. */
export type Level = "error" | "warning" | "note";

const LEVELS: Readonly<Record<Severity, Level>> = {
	critical: "error",
	high: "error",
	medium: "warning",
	low: "note",
	negligible: "note",
	unknown: "note",
};

/**
 * What code scanning calls the security severity: above 9.0 critical, from 7.0 high, from 4.0 medium, above 0 low. A number
 * from the middle of each band stands for a severity that no score was used for.
 *
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
const REPRESENTATIVES: Readonly<Record<Severity, number | undefined>> = {
	critical: 9.5,
	high: 8,
	medium: 5.5,
	low: 2,
	negligible: 0.1,
	unknown: undefined,
};

/** The level of a severity. */
export function levelOf(severity: Severity): Level {
	return LEVELS[severity];
}

/** The score that a finding's severity comes from, else the number that stands for the severity; undefined when unrated. */
export function securitySeverity(finding: Finding): number | undefined {
	const { kind, vector } = finding.severitySource;
	const used = kind === "cvss" ? finding.scores.find((score) => score.vector === vector) : undefined;
	return used === undefined || used.score <= 0 ? REPRESENTATIVES[finding.severity] : used.score;
}
