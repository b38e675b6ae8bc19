import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadScorer } from "./cvss.ts";

/** Vectors with the scores that FIRST's calculators give. */
const SCORES = [
	["AV:N/AC:L/Au:N/C:P/I:P/A:P", "2.0", 7.5, "high"],
	["CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:N", "3.0", 6.5, "medium"],
	["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "3.1", 10, "critical"],
	["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", "3.1", 0, "negligible"],
	["CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "4.0", 9.3, "critical"],
] as const;

describe("CvssScorer", () => {
	for (const [vector, version, score, severity] of SCORES) {
		it(`scores version ${version}: ${score}`, async () => {
			const scorer = await loadScorer();

			assert.deepEqual(scorer.score(vector), { version, vector, score, severity });
			assert.deepEqual(scorer.score(vector), { version, vector, score, severity });
		});
	}

	it("has no score for what is incomplete or no vector", async () => {
		const scorer = await loadScorer();
		const vectors = [
			"",
			"CVSS:3.1/AV:N",
			"CVSS:9.9/AV:N/AC:L",
			"high",
			"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:Q",
			"__proto__",
			"/".repeat(500),
		];

		assert.deepEqual(
			vectors.filter((vector) => scorer.score(vector) !== undefined),
			[],
		);
	});
});
