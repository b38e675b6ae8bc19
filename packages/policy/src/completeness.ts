import { type CoverageCode, type Evidence, isLost, type VerdictReason } from "@plimsoll/core";
import type { Opinion } from "./opinion.ts";

/** What {@link completeness} is told. */
export interface CompletenessOptions {
	/** Whether a subject of which something could not be read or analysed may pass all the same. */
	readonly allowIncomplete: boolean;
}

/** Leaves the question open where content of the subject was lost. */
export interface Completeness extends CompletenessOptions {
	readonly kind: "completeness";
}

/** Makes the rule on lost content. */
export function completeness(options: CompletenessOptions): Completeness {
	return { kind: "completeness", allowIncomplete: options.allowIncomplete };
}

/** What the completeness rule says: `warn` and undecided where content was lost, only `audit` where that is allowed. */
export function judgeCompleteness(evidence: Evidence, policy: Completeness): Opinion {
	const lost = evidence.coverage.filter(isLost);
	if (lost.length === 0) return { reasons: [], undecided: false };

	const what = lost.length === 1 ? "1 part of the subject was" : `${lost.length} parts of the subject were`;
	const reason: VerdictReason = {
		policy: "completeness",
		rule: policy.allowIncomplete ? "--allow-incomplete" : "lost content",
		outcome: policy.allowIncomplete ? "audit" : "warn",
		message: `${what} not read or analysed: ${countsByCode(lost.map((entry) => entry.code))}`,
		findings: [],
	};
	return { reasons: [reason], undecided: !policy.allowIncomplete };
}

function countsByCode(codes: readonly CoverageCode[]): string {
	const counts = new Map<CoverageCode, number>();
	for (const code of codes.toSorted()) counts.set(code, (counts.get(code) ?? 0) + 1);
	return [...counts].map(([code, count]) => `${count} ${code}`).join(", ");
}
