import assert from "node:assert/strict";
import { test } from "node:test";
import { generator, mutated } from "@plimsoll/oci/testing";
import { InventoryError } from "../errors.ts";
import { readDocument, sbomFixture } from "../testing/sbom.ts";

/** Mutations of each document. */
const RUNS = 10_000;

/** Real documents, cut to a few packages so that each reading is short. */
const DOCUMENTS: readonly (readonly [family: string, document: Buffer])[] = [
	["CycloneDX as JSON", json("syft.cdx.json", { components: 3, dependencies: 3 })],
	["CycloneDX as XML", between("cyclonedx-py.cdx.xml", "</component>", "</components>", 3)],
	["SPDX 2 as JSON", json("trivy.spdx.json", { packages: 4, relationships: 6, files: 1 })],
	["SPDX 2 as tags", sbomFixture("trivy.spdx").subarray(0, 4000)],
	["SPDX 3", json("plimsoll.spdx3.json", { "@graph": 12 })],
	["Syft's own", json("syft.json", { artifacts: 1, artifactRelationships: 2, files: 0 })],
];

for (const [family, document] of DOCUMENTS) {
	test(`${RUNS} mutations of a document of ${family} (${document.length} bytes)`, () => {
		const random = generator(0x5bd);
		assert.ok(readDocument(document).packages.length > 0);

		for (let run = 0; run < RUNS; run++) {
			const { packages, coverage } = outcomeOf(mutated(document, random));

			for (const { purl, version } of packages) {
				assert.match(purl, /^pkg:[a-z][a-z0-9.+-]*\/[\x21-\x7e]+@[\x21-\x7e]+$/);
				assert.doesNotMatch(version, /\s/);
			}
			for (const { message } of coverage) assert.ok(message.length < 10_000);
		}
		assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
	});
}

/** What was read, or nothing where the document could not be recognised. */
function outcomeOf(document: Buffer): Pick<ReturnType<typeof readDocument>, "packages" | "coverage"> {
	try {
		return readDocument(document);
	} catch (error) {
		assert.ok(error instanceof InventoryError, String(error));
		return { packages: [], coverage: [] };
	}
}

/** A document with only the first elements of its lists. */
function json(name: string, lengths: Readonly<Record<string, number>>): Buffer {
	const document = JSON.parse(sbomFixture(name).toString());
	for (const [list, length] of Object.entries(lengths)) document[list] = (document[list] ?? []).slice(0, length);
	return Buffer.from(JSON.stringify(document));
}

/** A document without what lies between the end of some element and that of the list. */
function between(name: string, element: string, list: string, count: number): Buffer {
	const text = sbomFixture(name).toString();
	let at = text.indexOf("<components>", text.indexOf("</metadata>"));
	for (let index = 0; index < count; index++) at = text.indexOf(element, at) + element.length;
	return Buffer.from(text.slice(0, at) + text.slice(text.lastIndexOf(list)));
}
