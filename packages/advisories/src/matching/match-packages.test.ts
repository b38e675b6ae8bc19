import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import type { Package, Vulnerability } from "@plimsoll/core";
import { AdvisoryError } from "../errors.ts";
import { databaseOf, packageOf, recordOf } from "../testdata/scratch.ts";
import { type MatchResult, matchPackages } from "./match-packages.ts";

const HIGH = "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H";
const V4_CRITICAL = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
const V2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P";

async function match(test: TestContext, records: readonly object[], ...packages: Package[]): Promise<MatchResult> {
	return matchPackages(packages, await databaseOf(test, records));
}

function brief({ id, aliases, fixedVersion, advisories }: Vulnerability): object {
	return { id, aliases, fixedVersion, advisories: advisories.map((advisory) => advisory.id) };
}

describe("matchPackages", () => {
	it("says all there is to say about a finding", async (test) => {
		const vector = {
			severity: [{ type: "CVSS_V3", score: HIGH }],
			aliases: ["CVE-2021-1"],
			summary: "Prose",
			published: "2020-01-01T00:00:00Z",
		};
		const { findings, coverage } = await match(test, [recordOf("GHSA-1", "npm", "a", "2.0.0", vector)], packageOf("npm", "a", "1.0.0"));

		assert.deepEqual(coverage, []);
		assert.deepEqual(findings, [
			{
				kind: "vulnerability",
				fingerprint: findings[0]?.fingerprint,
				id: "CVE-2021-1",
				aliases: ["GHSA-1"],
				purl: "pkg:npm/a@1.0.0",
				severity: "high",
				severitySource: { kind: "cvss", advisory: "GHSA-1", vector: HIGH },
				scores: [{ version: "3.1", vector: HIGH, score: 7.5, severity: "high", advisory: "GHSA-1" }],
				fixedVersion: "2.0.0",
				advisories: [
					{
						id: "GHSA-1",
						ecosystem: "npm",
						url: "https://osv.dev/vulnerability/GHSA-1",
						published: "2020-01-01T00:00:00Z",
						modified: "2024-01-01T00:00:00Z",
						fixedVersions: ["2.0.0"],
					},
				],
				summary: "Prose",
			},
		]);
	});

	describe("which packages", () => {
		it("matches a distribution's packages by source name and version", async (test) => {
			const records = [recordOf("DEBIAN-CVE-2024-1111", "Debian:12", "util-linux", "2.38.1-5", { upstream: ["CVE-2024-1111"] })];
			const source = { name: "util-linux", version: "2.38.1-4" };

			const { findings } = await match(
				test,
				records,
				packageOf("Debian:12", "bsdutils", "1:2.38.1-4", { source }),
				packageOf("Debian:12", "util-linux", "2.38.1-5"),
				packageOf("Debian:11", "old", "1", { source }),
			);

			assert.deepEqual(
				findings.map(({ id, purl }) => [id, purl]),
				[["CVE-2024-1111", "pkg:debian/bsdutils@1:2.38.1-4"]],
			);
		});

		it("matches a distribution's packages by their own names where its advisories do", async (test) => {
			const records = [
				recordOf("ALSA-2024:1", "AlmaLinux:9", "openssl-libs", "1:3.0.7-27.el9", { upstream: ["CVE-2024-1111"] }),
				recordOf("RLSA-2024:1", "Rocky Linux:9", "openssl", "1:3.0.7-27.el9", { upstream: ["CVE-2024-1111"] }),
			];
			const source = { name: "openssl", version: "1:3.0.7-25.el9" };

			const { findings } = await match(
				test,
				records,
				packageOf("AlmaLinux:9", "openssl-libs", "1:3.0.7-25.el9", { source }),
				packageOf("AlmaLinux:9", "openssl", "1:3.0.7-25.el9", { source }),
				packageOf("Rocky Linux:9", "openssl-libs", "1:3.0.7-25.el9", { source }),
			);

			assert.deepEqual(
				findings.map(({ id, purl }) => [id, purl]),
				[
					["CVE-2024-1111", "pkg:almalinux/openssl-libs@1:3.0.7-25.el9"],
					["CVE-2024-1111", "pkg:rocky linux/openssl-libs@1:3.0.7-25.el9"],
				],
			);
		});

		it("matches a release with every name that advisories give it", async (test) => {
			const fixed = "0:1.9.5p2-10.el9_6.1";
			const records = [
				recordOf("RHSA-2025:1", "Red Hat:enterprise_linux:9::baseos", "sudo", fixed, { upstream: ["CVE-2025-1111"] }),
				recordOf("RHSA-2025:2", "Red Hat:enterprise_linux:8::baseos", "sudo", fixed, { upstream: ["CVE-2025-2222"] }),
			];

			const { findings } = await match(test, records, packageOf("Red Hat:enterprise_linux:9", "sudo", "1.9.5p2-10.el9_6"));

			assert.deepEqual(
				findings.map(({ id, fixedVersion }) => [id, fixedVersion]),
				[["CVE-2025-1111", fixed]],
			);
		});

		it("keeps to the release, which a bare ecosystem has all of", async (test) => {
			const records = [
				recordOf("A-1", "Alpine:v3.19", "a", "2"),
				recordOf("A-2", "Alpine:v3.18", "a", "2"),
				recordOf("A-3", "Alpine", "a", "2"),
			];

			const { findings } = await match(test, records, packageOf("Alpine:v3.19", "a", "1"));

			assert.deepEqual(
				findings.map(({ id }) => id),
				["A-1", "A-3"],
			);
		});

		it("compares npm names with case, PyPI names without", async (test) => {
			const records = [recordOf("N-1", "npm", "JSONStream", "2.0.0"), recordOf("P-1", "PyPI", "Zope_Interface", "2")];

			const { findings } = await match(test, records, packageOf("npm", "jsonstream", "1.0.0"), packageOf("PyPI", "zope.interface", "1"));

			assert.deepEqual(
				findings.map(({ id }) => id),
				["P-1"],
			);
		});

		it("leaves those without an ecosystem out, and says which ecosystems have no advisories", async (test) => {
			const { ecosystem: _, ...nameless } = packageOf("x", "x", "1");
			const unknown = [packageOf("Cobol", "a", "1"), packageOf("Cobol", "b", "1"), packageOf("Debian:13", "c", "1")];

			const { findings, coverage } = await match(test, [recordOf("D-1", "Debian:12", "c", "2")], nameless, ...unknown);

			assert.deepEqual(findings, []);
			assert.deepEqual(coverage, [
				{ code: "advisories-missing", message: "Cobol: expected advisories, found none in the database; 2 packages not matched" },
				{ code: "advisories-missing", message: "Debian:13: expected advisories, found none in the database; 1 package not matched" },
			]);
		});

		it("leaves what a distribution's package owns to its advisories, if it has any", async (test) => {
			const database = await databaseOf(test, [recordOf("P-1", "PyPI", "a", "2"), recordOf("D-1", "Debian:12", "z", "2")]);
			const known = packageOf("Debian:12", "python3-a", "1");
			const orphan = packageOf("Plan9:4", "python3-a", "1");
			const owned = packageOf("PyPI", "a", "1", { ownedBy: known.purl });

			const byDefault = await matchPackages([known, owned], database);
			const asked = await matchPackages([known, owned], database, { matchOwned: true });
			const withoutAdvisories = await matchPackages([orphan, { ...owned, ownedBy: orphan.purl }], database);

			assert.deepEqual(
				[byDefault, asked, withoutAdvisories].map(({ findings }) => findings.length),
				[0, 1, 1],
			);
			assert.deepEqual(
				[byDefault, asked, withoutAdvisories].map(({ coverage }) => coverage.some(({ code }) => code === "owned-not-matched")),
				[true, false, false],
			);
		});

		it("says when versions are no versions, or cannot be compared", async (test) => {
			const records = [
				recordOf("N-1", "npm", "a", "2.0.0"),
				{ id: "M-1", affected: [{ package: { ecosystem: "Hackage", name: "g:a" }, versions: ["1.0"] }] },
			];

			const { findings, coverage } = await match(test, records, packageOf("npm", "a", "latest"), packageOf("Hackage", "g:a", "1.0"));

			assert.deepEqual(
				findings.map(({ id }) => id),
				["M-1", "N-1"],
			);
			assert.deepEqual(
				coverage.map(({ code, path }) => [code, path]),
				[
					["version-unparsable", "/a"],
					["version-unparsable", undefined],
				],
			);
		});
	});

	describe("one finding for each vulnerability", () => {
		it("closes over aliases, also by way of records that do not match", async (test) => {
			const records = [
				recordOf("PYSEC-1", "PyPI", "a", "2", { aliases: ["GHSA-1"] }),
				recordOf("OTHER-1", "PyPI", "a", "2.1", { aliases: ["GHSA-1"] }),
				recordOf("GHSA-1", "npm", "b", "2", { aliases: ["CVE-2021-1111"] }),
			];

			const { findings } = await match(test, records, packageOf("PyPI", "a", "1"));

			assert.deepEqual(findings.map(brief), [
				{ id: "CVE-2021-1111", aliases: ["GHSA-1", "OTHER-1", "PYSEC-1"], fixedVersion: "2.1", advisories: ["OTHER-1", "PYSEC-1"] },
			]);
		});

		it("ends where aliases go in circles", async (test) => {
			const records = ["A-1", "A-2", "A-3"].map((id, index) =>
				recordOf(id, "npm", "a", "2.0.0", { aliases: [`A-${((index + 1) % 3) + 1}`, id] }),
			);

			const { findings } = await match(test, records, packageOf("npm", "a", "1.0.0"));

			assert.deepEqual(findings.map(brief), [
				{ id: "A-1", aliases: ["A-2", "A-3"], fixedVersion: "2.0.0", advisories: ["A-1", "A-2", "A-3"] },
			]);
		});

		it("makes one of each CVE that a distribution's record bundles", async (test) => {
			const records = [
				recordOf("DSA-1", "Debian:12", "a", "1.0-3", { upstream: ["CVE-2024-1111", "CVE-2024-2222"] }),
				recordOf("DEBIAN-CVE-2024-1111", "Debian:12", "a", "1.0-3", { upstream: ["CVE-2024-1111"] }),
				recordOf("DLA-2", "Debian:12", "a", "1.0-2", { related: ["CVE-2024-3333", "CVE-2024-4444"] }),
			];

			const { findings } = await match(test, records, packageOf("Debian:12", "a", "1.0-1"));

			assert.deepEqual(findings.map(brief), [
				{ id: "CVE-2024-1111", aliases: ["DEBIAN-CVE-2024-1111"], fixedVersion: "1.0-3", advisories: ["DEBIAN-CVE-2024-1111", "DSA-1"] },
				{ id: "CVE-2024-2222", aliases: [], fixedVersion: "1.0-3", advisories: ["DSA-1"] },
				{ id: "CVE-2024-3333", aliases: [], fixedVersion: "1.0-2", advisories: ["DLA-2"] },
				{ id: "CVE-2024-4444", aliases: [], fixedVersion: "1.0-2", advisories: ["DLA-2"] },
			]);
		});

		it("takes several CVEs of a language's record for names of one", async (test) => {
			const records = [recordOf("GHSA-1", "npm", "a", "2.0.0", { aliases: ["CVE-2024-2222", "CVE-2024-1111"] })];

			const { findings } = await match(test, records, packageOf("npm", "a", "1.0.0"));

			assert.deepEqual(
				findings.map(({ id }) => id),
				["CVE-2024-1111"],
			);
		});
	});

	describe("the fixed version", () => {
		const ranges = (...events: readonly object[][]): object => ({
			id: "R-1",
			affected: [{ package: { ecosystem: "npm", name: "a" }, ranges: events.map((list) => ({ type: "SEMVER", events: list })) }],
		});
		const lines = ranges([{ introduced: "0" }, { fixed: "4.17.3" }], [{ introduced: "5.0.0" }, { fixed: "5.1.2" }]);
		const cases: readonly (readonly [title: string, records: readonly object[], version: string, fixed: string | undefined])[] = [
			["is on the installed version's line", [lines], "4.17.1", "4.17.3"],
			["is on a later line for a later version", [lines], "5.0.1", "5.1.2"],
			["is none where no fix is known", [ranges([{ introduced: "0" }])], "1.0.0", undefined],
			[
				"is on the next line where this one ends unfixed",
				[ranges([{ introduced: "0" }, { last_affected: "1.9.0" }], [{ introduced: "3.0.0" }, { fixed: "3.1.0" }])],
				"1.0.0",
				"3.1.0",
			],
			[
				"is one that another record does not call affected",
				[lines, recordOf("GHSA-2", "npm", "a", "4.18.0", { aliases: ["R-1"] })],
				"4.17.1",
				"4.18.0",
			],
			[
				"is the smallest that one record knows where another knows none",
				[lines, { ...ranges([{ introduced: "0" }]), id: "GHSA-2", aliases: ["R-1"] }],
				"4.17.1",
				"4.17.3",
			],
		];

		for (const [title, records, version, fixed] of cases) {
			it(title, async (test) => {
				const { findings } = await match(test, records, packageOf("npm", "a", version));

				assert.deepEqual(
					findings.map(({ fixedVersion }) => fixedVersion),
					[fixed],
				);
			});
		}
	});

	describe("the severity", () => {
		const severity = (type: string, score: string): object => ({ severity: [{ type, score }] });
		const urgency = (word: string): object => ({
			upstream: ["CVE-2024-1111"],
			affected: [
				{
					package: { ecosystem: "Debian:12", name: "a" },
					ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }] }],
					ecosystem_specific: { urgency: word },
				},
			],
		});
		const debian = (more: object): object => ({
			...recordOf("DEBIAN-CVE-2024-1111", "Debian:12", "a", "2"),
			upstream: ["CVE-2024-1111"],
			...more,
		});
		const elsewhere = recordOf("GHSA-1", "npm", "b", "2", {
			aliases: ["CVE-2024-1111"],
			...severity("CVSS_V3", HIGH),
			database_specific: { severity: "LOW" },
		});
		const cases: readonly (readonly [title: string, records: readonly object[], expected: readonly string[]])[] = [
			[
				"is the distribution's before any score",
				[debian({ ...urgency("unimportant"), ...severity("CVSS_V4", V4_CRITICAL) })],
				["negligible", "distribution", "DEBIAN-CVE-2024-1111"],
			],
			["is the distribution's with asterisks", [debian(urgency("medium**"))], ["medium", "distribution", "DEBIAN-CVE-2024-1111"]],
			[
				"is not a distribution's word that rates nothing",
				[debian({ ...urgency("not yet assigned"), ...severity("CVSS_V2", V2) })],
				["high", "cvss", "DEBIAN-CVE-2024-1111"],
			],
			["is Ubuntu's priority", [debian(severity("Ubuntu", "low"))], ["low", "distribution", "DEBIAN-CVE-2024-1111"]],
			[
				"is by the newest CVSS",
				[debian({ severity: [...[V2, HIGH].map((score) => ({ type: "CVSS_V3", score })), { type: "CVSS_V4", score: V4_CRITICAL }] })],
				["critical", "cvss", "DEBIAN-CVE-2024-1111"],
			],
			[
				"is by the package's own record before another's",
				[debian(severity("CVSS_V2", V2)), elsewhere],
				["high", "cvss", "DEBIAN-CVE-2024-1111"],
			],
			["is by another ecosystem's record of the CVE", [debian({}), elsewhere], ["high", "cvss", "GHSA-1"]],
			[
				"is by a word where nothing is scored",
				[debian({ database_specific: { severity: "MODERATE" } })],
				["medium", "advisory", "DEBIAN-CVE-2024-1111"],
			],
			[
				"is unknown where nobody rates, or nonsense",
				[debian({ ...severity("CVSS_V3", "CVSS:3.1/AV:N"), database_specific: { severity: "purple" } })],
				["unknown", "none", ""],
			],
		];

		for (const [title, records, expected] of cases) {
			it(title, async (test) => {
				const { findings } = await match(test, records, packageOf("Debian:12", "a", "1"));

				assert.deepEqual(
					findings.map((one) => [one.severity, one.severitySource.kind, one.severitySource.advisory]),
					[expected],
				);
			});
		}
	});

	it("orders findings by severity, id and package, and gives the same twice", async (test) => {
		const records = [
			recordOf("B-1", "npm", "a", "2.0.0"),
			recordOf("C-1", "npm", "a", "2.0.0", { database_specific: { severity: "CRITICAL" } }),
			recordOf("A-1", "npm", "a", "2.0.0"),
		];
		const packages = [packageOf("npm", "a", "1.1.0"), packageOf("npm", "a", "1.0.0"), packageOf("npm", "a", "1.0.0")];

		const first = await match(test, records, ...packages);
		const second = await match(test, records.toReversed(), ...packages.toReversed());

		assert.deepEqual(
			first.findings.map(({ id, purl }) => `${id} ${purl.slice(-5)}`),
			["C-1 1.0.0", "C-1 1.1.0", "A-1 1.0.0", "A-1 1.1.0", "B-1 1.0.0", "B-1 1.1.0"],
		);
		assert.deepEqual(second.findings, first.findings);
	});

	it("says which package's advisories cannot be read, and goes on", async (test) => {
		const database = await databaseOf(test, [recordOf("A-1", "npm", "a", "2.0.0"), recordOf("B-1", "npm", "b", "2.0.0")]);
		const lookup: typeof database.lookup = (ecosystem, name) => {
			if (name === "a") throw new AdvisoryError("advisory-unreadable", "damaged row");
			return database.lookup(ecosystem, name);
		};

		const { findings, coverage } = await matchPackages([packageOf("npm", "a", "1.0.0"), packageOf("npm", "b", "1.0.0")], {
			...database,
			identity: database.identity,
			hasEcosystem: () => true,
			facts: (id) => database.facts(id),
			recordsNaming: (id) => database.recordsNaming(id),
			close: () => undefined,
			lookup,
		});

		assert.deepEqual(
			findings.map(({ id }) => id),
			["B-1"],
		);
		assert.deepEqual(coverage, [
			{ code: "advisory-unreadable", message: "pkg:npm/a@1.0.0: expected its advisories: damaged row", path: "/a" },
		]);
	});
});
