import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Finding, Package } from "@plimsoll/core";
import { firstStepOf } from "./first-step.ts";
import type { Report } from "./reporter.ts";
import { sampleEvidence, sampleFinding, samplePackage, sampleReport } from "./testing/sample-report.ts";

function reportOn(packages: readonly Package[], findings: readonly Finding[], facts: Partial<Report> = {}): Report {
	return sampleReport(sampleEvidence({ packages, findings }), facts);
}

const one = samplePackage({ name: "one", version: "1.0.0" });
const two = samplePackage({ name: "two", version: "1.0.0" });
const byNumber = (_ecosystem: string, a: string, b: string): number => Number(a) - Number(b);

describe("first step", () => {
	it("prefers one critical finding to many that are less severe", () => {
		const findings = [
			sampleFinding(one, "CVE-1", "high", { fixedVersion: "2" }),
			sampleFinding(one, "CVE-2", "high", { fixedVersion: "2" }),
			sampleFinding(two, "CVE-3", "critical", { fixedVersion: "3" }),
		];

		const step = firstStepOf(reportOn([one, two], findings));

		assert.deepEqual([step?.name, step?.toVersion, step?.removes], ["two", "3", 1]);
	});

	it("adds up what one source package's upgrade removes from all its packages", () => {
		const step = firstStepOf(sampleReport());

		assert.deepEqual([step?.name, step?.toVersion, step?.removes, step?.severities.critical], ["openssl", "3.0.13-1~deb12u1", 4, 2]);
	});

	it("takes older fixes as part of a newer version when versions can be compared", () => {
		const findings = ["2", "3", "10"].map((fixedVersion) => sampleFinding(one, `CVE-${fixedVersion}`, "high", { fixedVersion }));

		const step = firstStepOf(reportOn([one], findings, { compareVersions: byNumber }));

		assert.deepEqual([step?.toVersion, step?.removes], ["10", 3]);
	});

	it("claims only what is fixed in the very version when versions cannot be compared", () => {
		const findings = ["2", "3", "3"].map((fixedVersion, index) => sampleFinding(one, `CVE-${index}`, "high", { fixedVersion }));

		const step = firstStepOf(reportOn([one], findings));

		assert.deepEqual([step?.toVersion, step?.removes], ["3", 2]);
	});

	it("does not count an upgrade of another version of the library", () => {
		const newer = samplePackage({ name: "one", version: "5.0.0" });
		const findings = [one, newer].map((pkg) => sampleFinding(pkg, "CVE-1", "high", { fixedVersion: "6" }));

		const step = firstStepOf(reportOn([one, newer], findings));

		assert.equal(step?.removes, 1);
	});

	it("is undefined where nothing has a fix", () => {
		assert.equal(firstStepOf(reportOn([one], [sampleFinding(one, "CVE-1", "critical")])), undefined);
	});
});
