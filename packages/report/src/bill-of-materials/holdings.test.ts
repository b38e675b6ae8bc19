import assert from "node:assert/strict";
import { it } from "node:test";
import { fullEvidence } from "../testing/documents.ts";
import { sampleEvidence } from "../testing/sample-report.ts";
import { billOfMaterials } from "./bill-of-materials.ts";
import { droppedBy } from "./dropped-by.ts";
import { droppedOf } from "./holdings.ts";

it("what a format has no place for is counted where there is any of it", () => {
	const bill = billOfMaterials(fullEvidence());

	assert.deepEqual(droppedOf(bill, ["hashes", "source packages", "operating system", "architectures"]), [
		{ what: "hashes", count: 1 },
		{ what: "source packages", count: 2 },
		{ what: "operating system", count: 1 },
		{ what: "architectures", count: 1 },
	]);
	assert.deepEqual(droppedOf(billOfMaterials(sampleEvidence()), ["hashes", "coverage", "containment"]), []);
});

it("CycloneDX and SPDX have a place for everything, GitHub's snapshot has not", () => {
	for (const format of ["cyclonedx", "cyclonedx-xml", "spdx-json", "spdx-tag-value"])
		assert.deepEqual(droppedBy(format, fullEvidence()), []);
	assert.ok(droppedBy("github", fullEvidence()).length > 10);
});
