import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sampleEvidence, samplePackage } from "../testing/sample-report.ts";
import { checkElements, type ElementReport } from "./check.ts";
import { renderElements } from "./render.ts";

const origin = { created: "2024-01-01T00:00:00Z", creators: ["plimsoll 0.1.0"] };

const complete = samplePackage({
	name: "lodash",
	version: "4.17.21",
	vendor: "https://openjsf.org",
	licenses: ["MIT"],
	dependsOn: [],
	hashes: [{ algorithm: "sha512", value: "ab".repeat(64) }],
});

const found = (report: ElementReport, id: string): Readonly<Record<string, string>> => {
	const elements = report.standards.find((standard) => standard.id === id)?.elements ?? [];
	return Object.fromEntries(elements.map(({ element, has, total }) => [element, `${has}/${total}`]));
};

describe("minimum elements", () => {
	it("are there where every package has a supplier, a name, a version and an identifier", () => {
		const report = checkElements(sampleEvidence({ packages: [complete] }), origin);

		assert.equal(report.complete, true);
		assert.deepEqual(found(report, "ntia"), {
			"author of the SBOM data": "1/1",
			timestamp: "1/1",
			"supplier name": "1/1",
			"component name": "1/1",
			"component version": "1/1",
			"other unique identifiers": "1/1",
			"dependency relationship": "1/1",
		});
	});

	it("are not all there without a time, or for one package without a supplier", () => {
		const { vendor: _, ...anonymous } = complete;

		for (const undated of [{ creators: ["x"] }, { creators: ["x"], created: "1970-01-01T00:00:00Z" }]) {
			assert.equal(checkElements(sampleEvidence({ packages: [complete] }), undated).complete, false);
		}
		const report = checkElements(sampleEvidence({ packages: [complete, anonymous] }), origin);
		assert.equal(report.complete, false);
		assert.equal(found(report, "ntia")["supplier name"], "1/2");
	});

	it("name the first packages that lack one", () => {
		const { standards } = checkElements(sampleEvidence(), origin);

		const supplier = standards[0]?.elements.find(({ element }) => element === "supplier name");
		assert.deepEqual([supplier?.has, supplier?.total, supplier?.missing.length], [0, 4, 3]);
	});

	it("of the BSI are counted beside, and what an inventory cannot know is missing", () => {
		const report = checkElements(sampleEvidence({ packages: [complete, samplePackage({ name: "x", version: "" })] }), origin);

		assert.deepEqual(found(report, "bsi"), {
			"creator of the SBOM": "0/1",
			timestamp: "1/1",
			"component creator": "1/2",
			"component name": "2/2",
			"component version": "1/2",
			"file name of the component": "0/2",
			"dependencies on other components": "1/2",
			"distribution licences": "1/2",
			"hash of the deployable component": "1/2",
			"executable property": "0/2",
			"archive property": "0/2",
			"structured property": "0/2",
		});
	});

	it("are told as a table and as JSON, foreign names neutralised", () => {
		const hostile = samplePackage({ name: "x", version: "", purl: "pkg:npm/\u001b[2Jx" });
		const report = checkElements(sampleEvidence({ packages: [complete, hostile] }), origin);

		const table = renderElements(report, "table");

		assert.match(table, /NTIA minimum elements \(2021\): incomplete/);
		assert.match(table, /missing {2}component version +1 of 2\n +without it: pkg:npm\/\\x1b\[2Jx\n/);
		assert.match(table, /The minimum elements are not all there\.\n$/);
		assert.equal(JSON.parse(renderElements(report, "json")).complete, false);
	});
});
