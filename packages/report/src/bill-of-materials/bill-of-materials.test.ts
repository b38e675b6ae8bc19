import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Evidence } from "@plimsoll/core";
import fc from "fast-check";
import { reporters, textOf } from "../index.ts";
import { arbitraryEvidence } from "../testing/arbitrary-evidence.ts";
import { fullEvidence } from "../testing/documents.ts";
import { plainOptions, sampleEvidence, sampleReport } from "../testing/sample-report.ts";
import { billOfMaterials } from "./bill-of-materials.ts";
import { contentUuid } from "./content-uuid.ts";

/** The same evidence, with every list turned round whose order says nothing. */
function turnedRound(evidence: Evidence): Evidence {
	const { subject } = evidence;
	return {
		...evidence,
		subject: subject.kind === "image" ? { ...subject, tags: subject.tags.toReversed() } : subject,
		packages: evidence.packages.toReversed().map((pkg) => ({
			...pkg,
			licenses: pkg.licenses.toReversed(),
			locations: pkg.locations.toReversed(),
			...(pkg.dependsOn === undefined ? {} : { dependsOn: pkg.dependsOn.toReversed() }),
			...(pkg.containedIn === undefined ? {} : { containedIn: pkg.containedIn.toReversed() }),
			...(pkg.cpes === undefined ? {} : { cpes: pkg.cpes.toReversed() }),
			...(pkg.hashes === undefined ? {} : { hashes: pkg.hashes.toReversed() }),
		})),
		coverage: evidence.coverage.toReversed(),
	};
}

describe("bill of materials", () => {
	for (const { format, load } of reporters.filter(({ omits }) => omits !== undefined)) {
		it(`${format} has the same bytes in whatever order the evidence was gathered`, async () => {
			const render = await load();
			const rendered = (evidence: Evidence) => textOf(render(sampleReport(evidence, { shown: [] }), plainOptions));

			fc.assert(
				fc.property(arbitraryEvidence(), (evidence) => {
					assert.equal(rendered(turnedRound(evidence)), rendered(evidence));
				}),
				{ numRuns: 40 },
			);
		});
	}

	it("has an identity that follows everything in it, and its form", () => {
		const idOf = (evidence: Evidence, form = "x", created?: Date) => contentUuid(billOfMaterials(evidence, created), form);
		const [first, ...others] = sampleEvidence().packages;
		assert.ok(first);

		const ids = [
			idOf(sampleEvidence()),
			idOf(sampleEvidence(), "y"),
			idOf(sampleEvidence(), "x", new Date(0)),
			idOf(sampleEvidence({ packages: others })),
			idOf(sampleEvidence({ packages: [{ ...first, direct: true }, ...others] })),
			idOf(sampleEvidence({ coverage: [{ code: "link-loop", message: "" }] })),
		];

		assert.equal(new Set(ids).size, ids.length);
		for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	});

	it("keeps of hashes and CPEs those that are what they say", () => {
		const [libssl] = billOfMaterials(fullEvidence()).packages;

		assert.deepEqual(
			libssl?.hashes?.map(({ algorithm }) => algorithm),
			["md5", "sha512"],
		);
		assert.equal(libssl?.cpes?.length, 2);
	});

	it("tells an installed system from what somebody plans to build", () => {
		const { operatingSystem: _, ...rest } = sampleEvidence({ subject: { kind: "directory", target: "." } });

		assert.equal(billOfMaterials(rest).phase, "source");
		assert.equal(billOfMaterials(sampleEvidence()).phase, "installed");
	});
});
