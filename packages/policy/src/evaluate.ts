import type { Evidence, RuleOutcome, Verdict } from "@plimsoll/core";
import { completeness, judgeCompleteness } from "./completeness.ts";
import type { Opinion } from "./opinion.ts";
import type { Policy } from "./policy.ts";
import { judgeSeverity } from "./severity-gate.ts";

/** The order of reasons: what decides comes first. */
const OUTCOMES: readonly RuleOutcome[] = ["deny", "warn", "audit"];

/**
 * Asks every policy about evidence and makes one verdict of the answers. Pure: the same answer in CI, at the registry and at
 * admission. A denial wins over lost content, which wins over everything else. Where no {@link completeness} policy is given
 * the strict one is asked as well, so that a forgotten policy never lets unread content pass. Reasons that deny come first, then warnings, then records.
 *
 * @example
 * ```ts
 * const verdict = evaluate(evidence, [severityGate({ failOn: "high", ignoreUnfixed: false })]);
 * ```
 */
export function evaluate(evidence: Evidence, policies: readonly Policy[]): Verdict {
	const strict = completeness({ allowIncomplete: false });
	const asked = policies.some((policy) => policy.kind === "completeness") ? policies : [...policies, strict];
	const opinions = asked.map((policy) => opinionOf(evidence, policy));

	return {
		outcome: outcomeOf(opinions),
		policies: [...new Set(asked.map((policy) => policy.kind))],
		reasons: opinions.flatMap((opinion) => opinion.reasons).sort((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome)),
	};
}

function opinionOf(evidence: Evidence, policy: Policy): Opinion {
	switch (policy.kind) {
		case "severity-gate":
			return judgeSeverity(evidence, policy);
		case "completeness":
			return judgeCompleteness(evidence, policy);
	}
}

function outcomeOf(opinions: readonly Opinion[]): Verdict["outcome"] {
	if (opinions.some((opinion) => opinion.reasons.some((reason) => reason.outcome === "deny"))) return "fail";
	return opinions.some((opinion) => opinion.undecided) ? "incomplete" : "pass";
}
