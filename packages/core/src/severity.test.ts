import assert from "node:assert/strict";
import { test } from "node:test";
import { compareSeverity, isAtLeast, isSeverity, SEVERITIES, severityOfScore } from "./severity.ts";

test("severities sort worst first, unknown last", () => {
	assert.deepEqual([...SEVERITIES].reverse().sort(compareSeverity), SEVERITIES);
});

test("high is at least medium, unknown is at least nothing that is named", () => {
	assert.equal(isAtLeast("high", "medium"), true);
	assert.equal(isAtLeast("low", "medium"), false);
	assert.equal(isAtLeast("unknown", "negligible"), false);
});

test("scores map to CVSS' rating scale at its edges", () => {
	const ratings = [10, 9, 8.9, 7, 6.9, 4, 3.9, 0.1, 0].map(severityOfScore);

	assert.deepEqual(ratings, ["critical", "critical", "high", "high", "medium", "medium", "low", "low", "negligible"]);
});

test("only the names themselves are severities", () => {
	assert.equal(isSeverity("critical"), true);
	assert.equal(isSeverity("CRITICAL"), false);
	assert.equal(isSeverity("constructor"), false);
});
