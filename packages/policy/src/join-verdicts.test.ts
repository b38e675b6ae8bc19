import assert from "node:assert/strict";
import { test } from "node:test";
import type { Verdict } from "@plimsoll/core";
import { joinVerdicts } from "./join-verdicts.ts";

function verdict(outcome: Verdict["outcome"], message?: string): Verdict {
	const reason = { policy: "severity-gate", rule: "--fail-on high", outcome: "deny" as const, findings: [] };
	return { outcome, policies: ["severity-gate", "completeness"], reasons: message === undefined ? [] : [{ ...reason, message }] };
}

test("the worst part decides", () => {
	const outcomes = (...all: Verdict["outcome"][]): string => joinVerdicts(all.map((one) => ({ part: "p", verdict: verdict(one) }))).outcome;

	assert.deepEqual(
		[outcomes("pass", "pass"), outcomes("pass", "incomplete"), outcomes("incomplete", "fail", "pass")],
		["pass", "incomplete", "fail"],
	);
});

test("reasons say which part they are about", () => {
	const joined = joinVerdicts([
		{ part: "linux/amd64", verdict: verdict("pass") },
		{ part: "linux/arm64", verdict: verdict("fail", "1 finding is high or worse") },
	]);

	assert.deepEqual(
		[joined.reasons.map(({ message }) => message), joined.policies],
		[["linux/arm64: 1 finding is high or worse"], ["severity-gate", "completeness"]],
	);
});
