import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { textOf } from "../../chunks.ts";
import { arbitraryReport } from "../../testing/arbitrary-evidence.ts";
import { fullEvidence } from "../../testing/documents.ts";
import { plainOptions, sampleReport } from "../../testing/sample-report.ts";
import { renderJsonLd } from "./render.ts";

// biome-ignore lint/suspicious/noExplicitAny: a test that looks at parts of a document need not type the whole
function graphOf(report = sampleReport(fullEvidence())): any[] {
	return JSON.parse(textOf(renderJsonLd(report, plainOptions)))["@graph"];
}

describe("spdx 3", () => {
	it("has one document with one bill of materials of the subject", () => {
		const graph = graphOf();
		const find = (type: string) => graph.filter((each) => each.type === type);
		const [document] = find("SpdxDocument");
		const [sbom] = find("software_Sbom");
		const subject = graph.find((each) => each.spdxId === sbom.rootElement[0]);

		assert.deepEqual(document.rootElement, [sbom.spdxId]);
		assert.deepEqual(sbom.software_sbomType, ["analyzed"]);
		assert.equal(subject.software_primaryPurpose, "container");
		assert.equal(sbom.element.length, 6);
	});

	it("carries the facts that a scan needs as CycloneDX's properties", () => {
		const libssl = graphOf().find((each) => each.name === "libssl3");

		const facts = libssl.extension[0].extension_cdxProperty.map(
			(each: Record<string, string>) => `${each["extension_cdxPropName"]}=${each["extension_cdxPropValue"]}`,
		);
		assert.deepEqual(facts.slice(0, 4), [
			"plimsoll:ecosystem=Debian:12",
			"plimsoll:architecture=amd64",
			"plimsoll:sourceName=openssl",
			"plimsoll:sourceVersion=3.0.11-1~deb12u1",
		]);
	});

	it("says who supplied a package, what it declares, and what it needs", () => {
		const graph = graphOf();
		const byId = new Map(graph.map((each) => [each.spdxId, each]));
		const libssl = graph.find((each) => each.name === "libssl3");
		const related = (relationshipType: string, from: string) =>
			graph.find((each) => each.relationshipType === relationshipType && each.from === from)?.to;
		const [license] = related("hasDeclaredLicense", libssl.spdxId).map((id: string) => byId.get(id));

		assert.equal(byId.get(libssl.suppliedBy).name, "Debian (https://www.debian.org)");
		assert.match(license.simplelicensing_licenseExpression, /^GPL-2\.0-or-later AND \(LicenseRef-/);
		for (const { value } of license.simplelicensing_customIdToUri)
			assert.equal(byId.get(value).type, "simplelicensing_SimpleLicensingText");
		assert.deepEqual(
			related("dependsOn", libssl.spdxId).map((id: string) => byId.get(id).name),
			["openssl"],
		);
		assert.deepEqual(related("dependsOn", graph.find((each) => each.name === "openssl").spdxId), [
			"https://spdx.org/rdf/3.0.1/terms/Core/NoneElement",
		]);
	});

	it("has every identifier once, and no reference to nothing, whatever the report holds", () => {
		fc.assert(
			fc.property(arbitraryReport(), (report) => {
				const graph = graphOf(report);
				const ids = graph.map((each) => each.spdxId ?? each["@id"]);
				const known = new Set(ids);

				assert.equal(known.size, ids.length);
				for (const { from, to = [], suppliedBy, element = [] } of graph) {
					for (const id of [from, suppliedBy, ...to, ...element]) {
						assert.ok(id === undefined || known.has(id) || id.endsWith("/NoneElement"), id);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});
});
