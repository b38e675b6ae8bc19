import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { digestOf } from "@plimsoll/core";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import type { Report } from "../reporter.ts";
import { arbitraryReport } from "../testing/arbitrary-evidence.ts";
import { plainOptions, sampleEvidence, sampleReport } from "../testing/sample-report.ts";
import { JSON_REPORT_VERSION, type JsonReport } from "./document.ts";
import { render, renderSet } from "./render.ts";

const schemaFile = new URL("../../schemas/report-1.schema.json", import.meta.url);

function schema(): ValidateFunction {
	const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
	addFormats.default(ajv);
	return ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));
}

const validate = schema();

function documentOf(report: Report): JsonReport {
	return JSON.parse(render(report, plainOptions));
}

function setSchema(): ValidateFunction {
	const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
	addFormats.default(ajv);
	ajv.addSchema(JSON.parse(readFileSync(schemaFile, "utf8")));
	return ajv.compile(JSON.parse(readFileSync(new URL("../../schemas/report-set-1.schema.json", import.meta.url), "utf8")));
}

describe("json", () => {
	it("is valid for several reports in one document", () => {
		const validateSet = setSchema();
		const set = { reports: [sampleReport(), sampleReport()], verdict: sampleReport().verdict };

		const document = JSON.parse(renderSet(set, plainOptions));

		assert.equal(validateSet(document), true, JSON.stringify(validateSet.errors));
		assert.equal(document.reports.length, 2);
	});

	it("is valid by its schema, whatever the report holds", () => {
		fc.assert(
			fc.property(arbitraryReport(), (report) => {
				assert.equal(validate(documentOf(report)), true, JSON.stringify(validate.errors));
			}),
			{ numRuns: 100 },
		);
	});

	it("has every field of its schema in the docs", () => {
		const page = readFileSync(new URL("../../../../docs/json-report.md", import.meta.url), "utf8");
		const { properties, $defs } = JSON.parse(readFileSync(schemaFile, "utf8"));

		const names = [
			properties,
			$defs.package.properties,
			$defs.finding.properties,
			$defs.coverageEntry.properties,
			$defs.summary.properties,
		];
		for (const name of names.flatMap(Object.keys).filter((name) => name !== "kind")) {
			assert.match(page, new RegExp(`\`${name}(\\[\\])?\``), name);
		}
	});

	it("is exact: every package comes out as it went in", () => {
		fc.assert(
			fc.property(arbitraryReport(), (report) => {
				assert.deepEqual(documentOf(report).packages, structuredClone(report.evidence.packages));
			}),
		);
	});

	it("lists packages when nothing is vulnerable", () => {
		const document = documentOf(sampleReport(sampleEvidence({ findings: [] })));

		assert.equal(document.schemaVersion, JSON_REPORT_VERSION);
		assert.deepEqual(
			document.packages.map(({ name, version, purl }) => [name, version, purl]),
			[
				["libssl3", "3.0.11-1~deb12u1", "pkg:deb/libssl3@3.0.11-1~deb12u1"],
				["openssl", "3.0.11-1~deb12u1", "pkg:deb/openssl@3.0.11-1~deb12u1"],
				["@acme/clean", "1.0.0", "pkg:npm/%40acme/clean@1.0.0"],
				["lodash", "4.17.20", "pkg:npm/lodash@4.17.20"],
			],
		);
		assert.deepEqual(document.findings, []);
	});

	it("names the package of a finding and the version that is installed", () => {
		const finding = documentOf(sampleReport()).findings.at(-1);

		assert.deepEqual([finding?.packageName, finding?.installedVersion, finding?.fixedVersion], ["lodash", "4.17.20", "4.17.21"]);
	});

	it("counts all findings and lists those that are shown", () => {
		const report = sampleReport();

		const document = documentOf({ ...report, shown: report.shown.filter(({ severity }) => severity === "critical") });

		assert.equal(document.findings.length, 2);
		assert.deepEqual(document.summary, {
			packages: 4,
			affectedPackages: 3,
			findings: 7,
			hidden: 5,
			fixable: 5,
			severities: { critical: 2, high: 1, medium: 2, low: 2, negligible: 0, unknown: 0 },
			lost: 0,
		});
	});

	it("tells what was not looked at, where, and which limit was met", () => {
		const entry = { code: "layer-limit", message: "too large", path: "/x", layer: digestOf("base"), limit: "maxLayerBytes" } as const;

		const { coverage } = documentOf(sampleReport(sampleEvidence({ coverage: [entry] })));

		assert.deepEqual(coverage, [{ ...entry, lost: true }]);
	});

	it("says that only the starter database was used, and how to have the full one", () => {
		const { database } = sampleEvidence();
		assert.ok(database);

		const document = documentOf(sampleReport(sampleEvidence({ database: { ...database, kind: "starter" } })));

		assert.match(document.databaseNote ?? "", /starter database.*plimsoll db build --from .* --db plimsoll\.db/);
	});
});
