import { compareSeverity, type Finding } from "@plimsoll/core";

/** The findings, worst first. The sort is stable: within a severity the order stays. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
	return findings.toSorted((a, b) => compareSeverity(a.severity, b.severity));
}
