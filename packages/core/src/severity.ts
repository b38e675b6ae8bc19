/** How bad a finding is, worst first. */
export const SEVERITIES = ["critical", "high", "medium", "low", "negligible", "unknown"] as const;

/**
 * How bad a finding is. `negligible` is what a distribution calls unimportant, or a CVSS score of 0; `unknown` means that
 * nobody has rated it yet, which is not the same as harmless.
 */
export type Severity = (typeof SEVERITIES)[number];

/** Orders severities, worst first: negative when `a` is worse than `b`. `unknown` comes last. */
export function compareSeverity(a: Severity, b: Severity): number {
	return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** Whether `severity` is `threshold` or worse. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
	return compareSeverity(severity, threshold) <= 0;
}

/** Whether a text is a severity's name, in lower case. */
export function isSeverity(text: string): text is Severity {
	return (SEVERITIES as readonly string[]).includes(text);
}

/**
 * The qualitative rating of a CVSS base score.
 *
 * @see https://www.first.org/cvss/v4.0/specification-document#Qualitative-Severity-Rating-Scale
 */
export function severityOfScore(score: number): Severity {
	if (score >= 9) return "critical";
	if (score >= 7) return "high";
	if (score >= 4) return "medium";
	return score > 0 ? "low" : "negligible";
}
