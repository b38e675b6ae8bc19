import { type Evidence, type Finding, isAtLeast, SEVERITIES, type Severity, type VerdictReason } from "@plimsoll/core";
import type { Opinion } from "./opinion.ts";

/** What {@link severityGate} is told. */
export interface SeverityGateOptions {
	/**
	 * The least severity that fails the gate: `high` means high or worse. A finding that nobody has rated (`unknown`) does
	 * not meet a named threshold, for it is below none and above none; `any` counts every finding, unrated ones included, and
	 * so does `unknown`. Undefined: findings do not fail the gate.
	 */
	readonly failOn: Severity | "any" | undefined;
	/** Whether findings without a known fix are left out of the count. */
	readonly ignoreUnfixed: boolean;
}

/** Denies evidence with findings of some severity. */
export interface SeverityGate extends SeverityGateOptions {
	readonly kind: "severity-gate";
}

/** Makes a gate on the severity of findings. Its rules are named as the command line writes them. */
export function severityGate(options: SeverityGateOptions): SeverityGate {
	return { kind: "severity-gate", failOn: options.failOn, ignoreUnfixed: options.ignoreUnfixed };
}

/** What a severity gate says: `deny` for findings that meet the threshold, `audit` for those it deliberately leaves out. */
export function judgeSeverity(evidence: Evidence, gate: SeverityGate): Opinion {
	const { failOn } = gate;
	if (failOn === undefined) return { reasons: [noThreshold()], undecided: false };

	const meeting: Finding[] = [];
	const unfixed: Finding[] = [];
	const unrated: Finding[] = [];
	for (const finding of evidence.findings) {
		if (!meets(finding.severity, failOn)) {
			if (finding.severity === "unknown") unrated.push(finding);
		} else if (gate.ignoreUnfixed && finding.fixedVersion === undefined) unfixed.push(finding);
		else meeting.push(finding);
	}

	const rule = `--fail-on ${failOn}`;
	const reasons: VerdictReason[] = [];
	if (meeting.length > 0) reasons.push(reason("deny", rule, meeting, `${phrase(meeting.length, failOn)}: ${counts(meeting)}`));
	if (unfixed.length > 0) {
		reasons.push(reason("audit", "--ignore-unfixed", unfixed, `${phrase(unfixed.length, failOn)} but without a fix, and not counted`));
	}
	if (unrated.length > 0) {
		reasons.push(reason("audit", rule, unrated, `${findings(unrated.length)} unrated: no threshold but any counts them`));
	}
	return { reasons, undecided: false };
}

function meets(severity: Severity, threshold: Severity | "any"): boolean {
	if (threshold === "any") return true;
	if (severity === "unknown") return threshold === "unknown";
	return isAtLeast(severity, threshold);
}

function noThreshold(): VerdictReason {
	return reason("audit", "--fail-on", [], "no severity threshold is set");
}

function reason(outcome: VerdictReason["outcome"], rule: string, about: readonly Finding[], message: string): VerdictReason {
	return { policy: "severity-gate", rule, outcome, message, findings: about.map((finding) => finding.fingerprint) };
}

/** `3 findings are high or worse`. */
function phrase(count: number, failOn: Severity | "any"): string {
	if (failOn === "any" || failOn === "unknown") return count === 1 ? "1 finding was found" : `${count} findings were found`;
	return failOn === "critical" ? `${findings(count)} critical` : `${findings(count)} ${failOn} or worse`;
}

function findings(count: number): string {
	return count === 1 ? "1 finding is" : `${count} findings are`;
}

function counts(about: readonly Finding[]): string {
	return SEVERITIES.map((severity) => ({ severity, count: about.filter((finding) => finding.severity === severity).length }))
		.filter(({ count }) => count > 0)
		.map(({ severity, count }) => `${count} ${severity}`)
		.join(", ");
}
