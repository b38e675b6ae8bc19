import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { textOf } from "../chunks.ts";
import type { Report } from "../reporter.ts";
import { arbitraryReport } from "../testing/arbitrary-evidence.ts";
import { plainOptions, sampleEvidence, samplePackage, sampleReport } from "../testing/sample-report.ts";
import { render } from "./json/render.ts";
import { CYCLONEDX_VERSIONS } from "./versions.ts";

/** CycloneDX's own schema of a version, as its library ships it. */
function officialSchema(version: string): ValidateFunction {
	const library = dirname(createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library/package.json"));
	const read = (name: string): object => JSON.parse(readFileSync(join(library, "res", "schema", `${name}.SNAPSHOT.schema.json`), "utf8"));
	const ajv = new Ajv({ strict: false, allErrors: false });
	addFormats.default(ajv);
	for (const format of ["iri-reference", "idn-email"]) ajv.addFormat(format, true);
	for (const part of ["spdx", "jsf-0.82", "cryptography-defs"]) {
		ajv.addSchema(read(part), `http://cyclonedx.org/schema/${part}.SNAPSHOT.schema.json`);
	}
	return ajv.compile(read(`bom-${version}`));
}

// biome-ignore lint/suspicious/noExplicitAny: a test that looks at parts of a document need not type the whole
function bomOf(report: Report, version = "1.6"): any {
	return JSON.parse(textOf(render(report, { ...plainOptions, version })));
}

/** A component and all that are nested in it. */
// biome-ignore lint/suspicious/noExplicitAny: as above
function withParts(component: any): any[] {
	return [component, ...(component.components ?? []).flatMap(withParts)];
}

describe("cyclonedx", () => {
	for (const version of CYCLONEDX_VERSIONS) {
		it(`${version} is valid by the official schema, whatever the report holds`, () => {
			const validate = officialSchema(version);

			fc.assert(
				fc.property(arbitraryReport(), (report) => {
					const bom = bomOf(report, version);

					assert.equal(bom.specVersion, version);
					assert.equal(validate(bom), true, JSON.stringify(validate.errors));
				}),
				{ numRuns: 60 },
			);
		});
	}

	it("gives every reference once", () => {
		fc.assert(
			fc.property(arbitraryReport(), (report) => {
				const bom = bomOf(report);
				const refs: string[] = [bom.metadata.component, ...bom.components.flatMap(withParts), ...(bom.vulnerabilities ?? [])].map(
					(each) => each["bom-ref"],
				);

				assert.equal(new Set(refs).size, refs.length);
			}),
			{ numRuns: 100 },
		);
	});

	it("describes an image by its digest", () => {
		const { component } = bomOf(sampleReport()).metadata;

		assert.equal(component.type, "container");
		assert.equal(component.hashes[0].alg, "SHA-256");
		assert.equal(`sha256:${component.hashes[0].content}`, component.version);
		assert.match(component.purl, /^pkg:oci\/app@sha256%3A[0-9a-f]{64}\?arch=amd64&repository_url=registry\.example%2Fteam%2Fapp&tag=1\.0$/);
	});

	it("lists the operating system and every package, affected or not", () => {
		const { components } = bomOf(sampleReport());

		assert.deepEqual(
			components.map((component: { type: string; name: string; version: string }) => [component.type, component.name, component.version]),
			[
				["operating-system", "debian", "12"],
				["library", "libssl3", "3.0.11-1~deb12u1"],
				["library", "openssl", "3.0.11-1~deb12u1"],
				["library", "@acme/clean", "1.0.0"],
				["library", "lodash", "4.17.20"],
			],
		);
	});

	it("tells a vulnerability once for the packages of one source", () => {
		const { vulnerabilities } = bomOf(sampleReport());

		assert.deepEqual(
			vulnerabilities.map((each: { id: string; affects: readonly { ref: string }[] }) => [each.id, each.affects.length]),
			[
				["CVE-2023-5678", 2],
				["CVE-2024-0727", 2],
				["CVE-2024-9143", 2],
				["CVE-2021-23337", 1],
			],
		);
	});

	it("gives a vulnerability's aliases, rating, advisory, dates and remedy", () => {
		const vulnerability = bomOf(sampleReport()).vulnerabilities.at(-1);

		assert.deepEqual(
			vulnerability.references.map((reference: { id: string }) => reference.id),
			["GHSA-35jh-r3h4-6jhm"],
		);
		assert.deepEqual(vulnerability.ratings[0], {
			source: { name: "GitHub Advisory Database", url: "https://github.com/advisories/GHSA-35jh-r3h4-6jhm" },
			score: 7.2,
			severity: "high",
			method: "CVSSv31",
			vector: "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H",
		});
		assert.deepEqual(vulnerability.affects, [{ ref: "pkg:npm/lodash@4.17.20", versions: [{ version: "4.17.20", status: "affected" }] }]);
		assert.equal(vulnerability.recommendation, "Upgrade to 4.17.21.");
		assert.equal(vulnerability.published, "2021-05-06T16:05:51.000Z");
	});

	it("says where content was lost and which database was used", () => {
		const { database } = sampleEvidence();
		assert.ok(database);
		const coverage = [{ code: "file-malformed", message: "bad", path: "/var/lib/dpkg/status" }] as const;

		const bom = bomOf(sampleReport(sampleEvidence({ coverage, database: { ...database, kind: "starter" } })));

		const facts = Object.fromEntries(bom.metadata.properties.map((each: { name: string; value: string }) => [each.name, each.value]));
		assert.equal(bom.compositions[0].aggregate, "incomplete");
		assert.equal(facts["plimsoll:database:kind"], "starter");
		assert.match(facts["plimsoll:database:note"], /plimsoll db build/);
		assert.equal(facts["plimsoll:coverage"], '{"code":"file-malformed","message":"bad","path":"/var/lib/dpkg/status"}');
	});

	it("has a serial number that follows the content", () => {
		const serial = (report: Report): string => bomOf(report).serialNumber;
		const other = sampleEvidence({ packages: [samplePackage({ name: "left-pad", version: "1.0.0" })], findings: [] });

		assert.equal(serial(sampleReport()), serial(sampleReport()));
		assert.notEqual(serial(sampleReport()), serial(sampleReport(other)));
		assert.notEqual(
			serial(sampleReport()),
			serial(sampleReport(sampleEvidence(), { verdict: { outcome: "fail", policies: [], reasons: [] } })),
		);
	});
});
