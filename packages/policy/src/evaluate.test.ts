import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CoverageCode, CoverageEntry, Evidence, Finding, Severity } from "@plimsoll/core";
import { SEVERITIES } from "@plimsoll/core";
import fc from "fast-check";
import { completeness, evaluate, type Policy, severityGate } from "./index.ts";

function finding(severity: Severity, fixedVersion?: string): Finding {
	return {
		kind: "vulnerability",
		fingerprint: `${severity}-${fixedVersion ?? "unfixed"}`,
		id: "CVE-2024-0001",
		aliases: [],
		purl: "pkg:npm/left-pad@1.0.0",
		severity,
		severitySource: { kind: "none", advisory: "" },
		scores: [],
		advisories: [],
		...(fixedVersion === undefined ? {} : { fixedVersion }),
	};
}

function evidenceOf(findings: readonly Finding[], codes: readonly CoverageCode[] = []): Evidence {
	const coverage: CoverageEntry[] = codes.map((code) => ({ code, message: code }));
	return {
		subject: { kind: "directory", target: "." },
		tool: { name: "plimsoll", version: "1.0.0" },
		packages: [],
		findings,
		coverage,
		timings: [],
	};
}

const gate = (failOn: Severity | "any" | undefined, ignoreUnfixed = false): Policy => severityGate({ failOn, ignoreUnfixed });

describe("severity gate", () => {
	it("fails on findings at the threshold and above, and names them", () => {
		const evidence = evidenceOf([finding("critical"), finding("high", "2"), finding("medium")]);

		const verdict = evaluate(evidence, [gate("high")]);

		assert.equal(verdict.outcome, "fail");
		assert.deepEqual(verdict.reasons, [
			{
				policy: "severity-gate",
				rule: "--fail-on high",
				outcome: "deny",
				message: "2 findings are high or worse: 1 critical, 1 high",
				findings: ["critical-unfixed", "high-2"],
			},
		]);
	});

	it("passes when every finding is below the threshold", () => {
		const verdict = evaluate(evidenceOf([finding("medium"), finding("low")]), [gate("high")]);

		assert.equal(verdict.outcome, "pass");
		assert.deepEqual(verdict.reasons, []);
	});

	it("does not count an unrated finding against a named threshold, and says so", () => {
		const verdict = evaluate(evidenceOf([finding("unknown")]), [gate("negligible")]);

		assert.equal(verdict.outcome, "pass");
		assert.deepEqual(
			verdict.reasons.map(({ outcome, findings }) => ({ outcome, findings })),
			[{ outcome: "audit", findings: ["unknown-unfixed"] }],
		);
	});

	for (const failOn of ["any", "unknown"] as const) {
		it(`counts unrated findings with --fail-on ${failOn}`, () => {
			const verdict = evaluate(evidenceOf([finding("unknown")]), [gate(failOn)]);

			assert.equal(verdict.outcome, "fail");
			assert.equal(verdict.reasons[0]?.message, "1 finding was found: 1 unknown");
		});
	}

	it("leaves findings without a fix out when asked, and records them", () => {
		const verdict = evaluate(evidenceOf([finding("critical")]), [gate("critical", true)]);

		assert.equal(verdict.outcome, "pass");
		assert.deepEqual(
			verdict.reasons.map(({ rule, outcome, message }) => ({ rule, outcome, message })),
			[{ rule: "--ignore-unfixed", outcome: "audit", message: "1 finding is critical but without a fix, and not counted" }],
		);
	});

	it("still fails on what has a fix when unfixed findings are left out", () => {
		const verdict = evaluate(evidenceOf([finding("critical"), finding("critical", "2")]), [gate("critical", true)]);

		assert.equal(verdict.outcome, "fail");
		assert.deepEqual(verdict.reasons[0]?.findings, ["critical-2"]);
	});

	it("fails nothing without a threshold, and says that none is set", () => {
		const verdict = evaluate(evidenceOf([finding("critical")]), [gate(undefined)]);

		assert.equal(verdict.outcome, "pass");
		assert.deepEqual(
			verdict.reasons.map((reason) => reason.outcome),
			["audit"],
		);
	});
});

describe("completeness", () => {
	it("leaves the question open when content was lost", () => {
		const verdict = evaluate(evidenceOf([], ["layer-corrupt", "file-malformed", "layer-corrupt"]), [
			completeness({ allowIncomplete: false }),
		]);

		assert.equal(verdict.outcome, "incomplete");
		assert.equal(verdict.reasons[0]?.message, "3 parts of the subject were not read or analysed: 1 file-malformed, 2 layer-corrupt");
	});

	it("is asked even when nobody names it", () => {
		const verdict = evaluate(evidenceOf([], ["layer-missing"]), []);

		assert.equal(verdict.outcome, "incomplete");
		assert.deepEqual(verdict.policies, ["completeness"]);
	});

	it("lets lost content pass when that is allowed, and records it", () => {
		const verdict = evaluate(evidenceOf([], ["layer-missing"]), [completeness({ allowIncomplete: true })]);

		assert.equal(verdict.outcome, "pass");
		assert.deepEqual(
			verdict.reasons.map(({ rule, outcome }) => ({ rule, outcome })),
			[{ rule: "--allow-incomplete", outcome: "audit" }],
		);
	});

	it("does not mind information", () => {
		const verdict = evaluate(evidenceOf([], ["advisories-missing", "version-unresolved"]), []);

		assert.equal(verdict.outcome, "pass");
	});

	it("minds information too where it is strict, but nothing that was decided on purpose", () => {
		const strict = completeness({ allowIncomplete: false, strict: true });
		const verdictOn = (...codes: readonly CoverageCode[]) => evaluate(evidenceOf([], codes), [strict]);

		const open = verdictOn("version-unresolved", "owned-not-matched", "layer-corrupt");

		assert.equal(open.outcome, "incomplete");
		assert.deepEqual(
			open.reasons.map(({ rule, message }) => [rule, message]),
			[["--strict", "2 things about the subject could not be told: 1 layer-corrupt, 1 version-unresolved"]],
		);
		assert.equal(verdictOn("owned-not-matched", "manifest-skipped").outcome, "pass");
	});

	it("yields to a failing gate", () => {
		const verdict = evaluate(evidenceOf([finding("high")], ["layer-corrupt"]), [completeness({ allowIncomplete: false }), gate("high")]);

		assert.equal(verdict.outcome, "fail");
		assert.deepEqual(
			verdict.reasons.map((reason) => reason.outcome),
			["deny", "warn"],
		);
	});
});

describe("evaluate", () => {
	const severities = fc.array(fc.constantFrom(...SEVERITIES), { maxLength: 8 });
	const codes = fc.array(fc.constantFrom<CoverageCode>("layer-corrupt", "advisories-missing"), { maxLength: 3 });

	it("never passes what a lower threshold passes not", () => {
		fc.assert(
			fc.property(severities, codes, fc.constantFrom(...SEVERITIES.slice(0, -1)), (found, lost, threshold) => {
				const evidence = evidenceOf(
					found.map((severity) => finding(severity)),
					lost,
				);

				const any = evaluate(evidence, [gate("any")]).outcome;
				const named = evaluate(evidence, [gate(threshold)]).outcome;

				if (named === "fail") assert.equal(any, "fail");
				if (any === "pass") assert.equal(named, "pass");
			}),
		);
	});

	it("passes exactly when no reason denies and nothing is undecided", () => {
		fc.assert(
			fc.property(severities, codes, fc.boolean(), (found, lost, allowIncomplete) => {
				const evidence = evidenceOf(
					found.map((severity) => finding(severity)),
					lost,
				);

				const verdict = evaluate(evidence, [gate("low"), completeness({ allowIncomplete })]);

				const denied = found.some((severity) => severity !== "unknown" && severity !== "negligible");
				const open = lost.includes("layer-corrupt") && !allowIncomplete;
				assert.equal(verdict.outcome, denied ? "fail" : open ? "incomplete" : "pass");
			}),
		);
	});
});
