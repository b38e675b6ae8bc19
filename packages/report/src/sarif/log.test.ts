import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sampleEvidence, sampleFinding, samplePackage, sampleReport } from "../testing/sample-report.ts";
import { MAX_RESULTS } from "./log.ts";
import { render } from "./render.ts";

const options = { columns: 80, color: false };

// biome-ignore lint/suspicious/noExplicitAny: a test that looks at parts of a document need not type the whole
function runOf(report: ReturnType<typeof sampleReport>): any {
	return JSON.parse(render(report, options)).runs[0];
}

describe("sarif", () => {
	it("has one rule for a vulnerability, and one result for each package with it", () => {
		const run = runOf(sampleReport());

		const ids = run.tool.driver.rules.map((rule: { id: string }) => rule.id);
		assert.deepEqual(ids, ["CVE-2023-5678", "CVE-2021-23337", "CVE-2024-0727", "CVE-2024-9143"]);
		assert.equal(run.results.length, 7);
		for (const result of run.results) assert.equal(ids[result.ruleIndex], result.ruleId);
	});

	it("gives the score that the severity comes from, else a number for the distribution's rating", () => {
		const run = runOf(sampleReport());

		const severities = run.tool.driver.rules.map((rule: { properties: Record<string, string> }) => rule.properties["security-severity"]);
		assert.deepEqual(severities, ["9.5", "7.2", "5.5", "2.0"]);
	});

	it("gives an unrated vulnerability no security severity", () => {
		const pkg = samplePackage({ name: "left-pad", version: "1.0.0" });
		const findings = [sampleFinding(pkg, "CVE-2024-0001", "unknown", { severitySource: { kind: "none", advisory: "" } })];

		const run = runOf(sampleReport(sampleEvidence({ packages: [pkg], findings })));

		assert.deepEqual(run.tool.driver.rules[0].properties.tags, ["security", "vulnerability", "unknown"]);
		assert.equal("security-severity" in run.tool.driver.rules[0].properties, false);
	});

	it("locates a finding by a relative, encoded path inside the image", () => {
		const pkg = samplePackage({ name: "left-pad", version: "1.0.0", locations: [{ path: "/srv/my app/#1/../ü?.json" }] });

		const run = runOf(sampleReport(sampleEvidence({ packages: [pkg], findings: [sampleFinding(pkg, "CVE-2024-0001", "low")] })));

		const [{ physicalLocation }] = run.results[0].locations;
		assert.equal(physicalLocation.artifactLocation.uri, "srv/my%20app/%231/%C3%BC%3F.json");
	});

	it("keeps fingerprints of two versions of a package apart", () => {
		const packages = ["1.0.0", "2.0.0"].map((version) => samplePackage({ name: "left-pad", version }));
		const findings = packages.map((pkg) => sampleFinding(pkg, "CVE-2024-0001", "low"));

		const run = runOf(sampleReport(sampleEvidence({ packages, findings })));

		const hashes = run.results.map(
			(result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints["primaryLocationLineHash"],
		);
		assert.deepEqual(hashes, [`${findings[0]?.fingerprint}:1`, `${findings[0]?.fingerprint}:2`]);
	});

	it("tells lost content as an error of the execution, and information as a note", () => {
		const coverage = [
			{ code: "advisories-missing", message: "no advisories for Go" },
			{ code: "layer-limit", message: "too large", limit: "maxLayerBytes" },
		] as const;

		const run = runOf(sampleReport(sampleEvidence({ coverage })));

		const [invocation] = run.invocations;
		assert.equal(invocation.executionSuccessful, false);
		assert.deepEqual(
			invocation.toolExecutionNotifications.map((each: { level: string; properties?: object }) => [each.level, each.properties]),
			[
				["error", { limit: "maxLayerBytes" }],
				["note", undefined],
			],
		);
	});

	it("says that only the starter database was used", () => {
		const { database } = sampleEvidence();
		assert.ok(database);

		const run = runOf(sampleReport(sampleEvidence({ database: { ...database, kind: "starter" } })));

		assert.match(run.invocations[0].toolExecutionNotifications[0].message.text, /starter database.*plimsoll db build/);
		assert.equal(run.invocations[0].executionSuccessful, true);
	});

	it("keeps the worst results where there are more than code scanning takes, and says so", () => {
		const pkg = samplePackage({ name: "left-pad", version: "1.0.0" });
		const findings = Array.from({ length: MAX_RESULTS + 2 }, (_, index) =>
			sampleFinding(pkg, `CVE-2024-${index % 10}`, index === MAX_RESULTS + 1 ? "critical" : "low"),
		);

		const run = runOf(sampleReport(sampleEvidence({ packages: [pkg], findings })));

		assert.equal(run.results.length, MAX_RESULTS);
		assert.equal(
			run.results.some((result: { properties: { severity: string } }) => result.properties.severity === "critical"),
			true,
		);
		assert.match(run.invocations[0].toolExecutionNotifications[0].message.text, /^2 more results/);
	});
});
