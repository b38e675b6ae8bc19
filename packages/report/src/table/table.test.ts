import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stripVTControlCharacters } from "node:util";
import type { Verdict } from "@plimsoll/core";
import fc from "fast-check";
import stringWidth from "string-width";
import type { Report } from "../reporter.ts";
import { arbitraryReport } from "../testing/arbitrary-evidence.ts";
import { sampleEvidence, sampleFinding, samplePackage, sampleReport } from "../testing/sample-report.ts";
import { render, renderSet } from "./render.ts";

function rendered(report: Report, columns = 80): string {
	return render(report, { columns, color: false });
}

function starter(): Report {
	const { database } = sampleEvidence();
	assert.ok(database);
	return sampleReport(sampleEvidence({ database: { ...database, kind: "starter" } }));
}

describe("table", () => {
	it("never exceeds the width of the terminal, whatever the report holds", () => {
		fc.assert(
			fc.property(arbitraryReport(), fc.constantFrom(20, 40, 79, 80, 132), fc.boolean(), (report, columns, color) => {
				const lines = render(report, { columns, color }).split("\n");

				for (const line of lines) assert.ok(stringWidth(line) <= columns, `${stringWidth(line)} > ${columns}: ${line}`);
			}),
			{ numRuns: 150 },
		);
	});

	it("never exceeds it with several reports either, and tells each finding that is shown", () => {
		const reports = fc.array(arbitraryReport(), { minLength: 1, maxLength: 3 });
		fc.assert(
			fc.property(reports, fc.constantFrom(20, 40, 80, 132), (all, columns) => {
				const [first] = all as [Report, ...Report[]];
				const lines = renderSet({ reports: all, verdict: first.verdict }, { columns, color: false }).split("\n");

				for (const line of lines) assert.ok(stringWidth(line) <= columns, `${stringWidth(line)} > ${columns}: ${line}`);
			}),
			{ numRuns: 100 },
		);
	});

	it("says the same with colours as without", () => {
		fc.assert(
			fc.property(arbitraryReport(), (report) => {
				const colored = render(report, { columns: 80, color: true });

				assert.equal(stripVTControlCharacters(colored), rendered(report));
			}),
			{ numRuns: 100 },
		);
	});

	for (const columns of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
		it(`takes a width of ${columns} for a terminal of 80 columns`, () => {
			assert.equal(rendered(sampleReport(), columns), rendered(sampleReport(), 80));
		});
	}

	it("shows findings under their package, the worst package first", () => {
		const lines = rendered(sampleReport()).split("\n");

		const openssl = lines.findIndex((line) => line.startsWith("libssl3, openssl 3.0.11-1~deb12u1 ─"));
		const lodash = lines.findIndex((line) => line.startsWith("lodash 4.17.20 ─"));
		assert.ok(openssl > 0 && openssl < lodash);
		assert.deepEqual(lines.slice(openssl + 1, openssl + 6), [
			"  deb · source openssl 3.0.11-1~deb12u1 · /var/lib/dpkg/status",
			"  layer 1 of 2: ADD rootfs.tar /",
			"  critical  CVE-2023-5678   → 3.0.13-1~deb12u1",
			"  medium    CVE-2024-0727   → 3.0.13-1~deb12u1",
			"  low       CVE-2024-9143   no fix",
		]);
	});

	it("shows a package that names no source with those that are built from it", () => {
		const curl = { type: "deb", version: "7.88.1-10", locations: [{ path: "/var/lib/dpkg/status" }] };
		const packages = [
			samplePackage({ ...curl, name: "curl" }),
			samplePackage({ ...curl, name: "libcurl4", source: { name: "curl", version: "7.88.1-10" } }),
			samplePackage({ ...curl, name: "other" }),
		];
		const findings = packages.map((pkg) => sampleFinding(pkg, "CVE-2023-0001", "high"));

		const text = rendered(sampleReport(sampleEvidence({ packages, findings })), 120);

		assert.match(text, /\ncurl, libcurl4 7\.88\.1-10 ─+ 1 high each\n {2}deb · source curl 7\.88\.1-10/);
		assert.match(text, /\nother 7\.88\.1-10 ─+ 1 high\n/);
	});

	it("keeps every id and fixed version whole on a narrow terminal", () => {
		const text = rendered(sampleReport(), 40);

		for (const part of ["CVE-2023-5678", "→ 3.0.13-1~deb12u1", "CVE-2021-23337", "→ 4.17.21"]) assert.ok(text.includes(part), part);
	});

	it("tells what to do first and how many findings there are", () => {
		const text = rendered(sampleReport(), 120);

		assert.match(text, /\nWhat to do first: Upgrade openssl to 3\.0\.13-1~deb12u1: removes 4 findings, 2 critical\.\n/);
		assert.match(text, /\n7 findings in 3 packages: 2 critical, 1 high, 2 medium, 2 low; 5 with a fix\.\n/);
	});

	it("says how many findings filters hide", () => {
		const report = sampleReport();

		const text = rendered({ ...report, shown: report.shown.filter(({ severity }) => severity === "critical") }, 120);

		assert.match(text, /5 with a fix\. 5 hidden by filters\./);
		assert.doesNotMatch(text, /lodash/);
	});

	it("says so when nothing has a fix", () => {
		const pkg = samplePackage({ name: "left-pad", version: "1.0.0" });
		const evidence = sampleEvidence({ packages: [pkg], findings: [sampleFinding(pkg, "CVE-2024-0001", "low")] });

		assert.match(rendered(sampleReport(evidence), 120), /What to do first: nothing shown has a known fix/);
	});

	it("warns of lost content before it tells information", () => {
		const coverage = [
			{ code: "advisories-missing", message: "no advisories for Go" },
			{ code: "layer-corrupt", message: "the gzip stream ends early" },
		] as const;

		const text = rendered(sampleReport(sampleEvidence({ coverage })));

		assert.match(text, /Incomplete: 1 part of the subject could not be read[^•]*• the gzip stream ends early[^•]*• no advisories for Go/);
	});

	it("lists some of many gaps, and counts the others", () => {
		const coverage = Array.from({ length: 500 }, (_, index) => ({ code: "file-malformed" as const, message: `file ${index}` }));

		const text = rendered(sampleReport(sampleEvidence({ coverage })));

		assert.match(text, /and 488 more: --format json lists them all/);
	});

	it("names the command for the full database when the starter was used", () => {
		const text = rendered(starter());

		assert.match(text, /Only the starter database was used/);
		assert.match(
			text,
			/\n {2}plimsoll db build --from <OSV bulk export> --output plimsoll\.db\n {2}plimsoll scan <target> --db plimsoll\.db\n/,
		);
		assert.doesNotMatch(rendered(sampleReport()), /starter/);
	});
});

describe("table: the verdict", () => {
	const verdict: Verdict = {
		outcome: "fail",
		policies: ["severity-gate"],
		reasons: [
			{
				policy: "severity-gate",
				rule: "--fail-on high",
				outcome: "deny",
				message: "3 findings are high or worse: 2 critical, 1 high",
				findings: [],
			},
		],
	};

	it("comes last, with its reasons", () => {
		const text = rendered(sampleReport(sampleEvidence(), { verdict }), 100);

		assert.equal(text.trimEnd().split("\n").at(-1), "Gate: fail: 3 findings are high or worse: 2 critical, 1 high (--fail-on high)");
	});

	it("is there when there is no reason", () => {
		assert.equal(rendered(sampleReport()).trimEnd().split("\n").at(-1), "Gate: pass");
	});
});

describe("table: no findings", () => {
	const { database, ...unmatched } = sampleEvidence({ findings: [] });
	const none = sampleEvidence({ findings: [] });

	it("is good news where everything was looked at", () => {
		assert.match(rendered(sampleReport(none)), /\nNo vulnerabilities found\.\n/);
	});

	const others: readonly (readonly [string, Report, RegExp])[] = [
		["no database was used", sampleReport(unmatched), /Nothing was matched, as no advisory database was used/],
		["no packages were found", sampleReport({ ...none, packages: [] }), /No packages were found, so there was nothing to match/],
		["content was lost", sampleReport({ ...none, coverage: [{ code: "layer-missing", message: "x" }] }), /The rest is unknown\./],
		[
			"advisories are missing",
			sampleReport({ ...none, coverage: [{ code: "advisories-missing", message: "x" }] }),
			/The others are unknown\./,
		],
		["the starter was used", sampleReport({ ...starter().evidence, findings: [] }), /No vulnerabilities found among the few advisories/],
	];
	for (const [title, report, expected] of others) {
		it(`is told as what it means where ${title}`, () => {
			const text = rendered(report, 120);

			assert.ok(database);
			assert.match(text, expected);
			assert.doesNotMatch(text, /\nNo vulnerabilities found\.\n/);
		});
	}
});
