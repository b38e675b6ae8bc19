import { type CoverageCode, type Evidence, isLost, isOpen, type VerdictReason } from "@plimsoll/core";
import type { Opinion } from "./opinion.ts";

/** What {@link completeness} is told. */
export interface CompletenessOptions {
	/** Whether a subject of which something could not be read or analysed may pass all the same. */
	readonly allowIncomplete: boolean;
	/** Whether everything that could not be told counts, not only lost content. */
	readonly strict?: boolean;
}

/** Leaves the question open where content of the subject was lost. */
export interface Completeness extends CompletenessOptions {
	readonly kind: "completeness";
}

/** Makes the rule on lost content. */
export function completeness(options: CompletenessOptions): Completeness {
	return { kind: "completeness", ...options };
}

/** What the completeness rule says: `warn` and undecided where content was lost, only `audit` where that is allowed. */
export function judgeCompleteness(evidence: Evidence, policy: Completeness): Opinion {
	const lost = evidence.coverage.filter(policy.strict === true ? isOpen : isLost);
	if (lost.length === 0) return { reasons: [], undecided: false };

	const what = policy.strict === true ? openQuestions(lost.length) : lostParts(lost.length);
	const reason: VerdictReason = {
		policy: "completeness",
		rule: ruleOf(policy),
		outcome: policy.allowIncomplete ? "audit" : "warn",
		message: `${what}: ${countsByCode(lost.map((entry) => entry.code))}`,
		findings: [],
	};
	return { reasons: [reason], undecided: !policy.allowIncomplete };
}

function ruleOf({ allowIncomplete, strict }: Completeness): string {
	if (allowIncomplete) return "--allow-incomplete";
	return strict === true ? "--strict" : "lost content";
}

function lostParts(count: number): string {
	return `${count === 1 ? "1 part of the subject was" : `${count} parts of the subject were`} not read or analysed`;
}

function openQuestions(count: number): string {
	return `${count === 1 ? "1 thing" : `${count} things`} about the subject could not be told`;
}

function countsByCode(codes: readonly CoverageCode[]): string {
	const counts = new Map<CoverageCode, number>();
	for (const code of codes.toSorted()) counts.set(code, (counts.get(code) ?? 0) + 1);
	return [...counts].map(([code, count]) => `${count} ${code}`).join(", ");
}
