import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { neutralise } from "@plimsoll/core";
import fc from "fast-check";
import { type Render, reporterOf, reporters } from "./index.ts";
import { arbitraryReport } from "./testing/arbitrary-evidence.ts";
import { plainOptions, sampleReport } from "./testing/sample-report.ts";

const runs = { numRuns: 60 };

describe("reporters", () => {
	it("are the folders that there are", () => {
		const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
			.filter((entry) => entry.isDirectory() && entry.name !== "testing")
			.map((entry) => entry.name);

		assert.deepEqual(reporters.map((reporter) => reporter.format).sort(), folders.sort());
	});

	it("are found by the name of their format, and only so", () => {
		for (const reporter of reporters) assert.equal(reporterOf(reporter.format), reporter);
		assert.throws(() => reporterOf("constructor"), { code: "format-unknown", message: /table, json, sarif, cyclonedx; found constructor/ });
	});

	it("are in the docs, as is the error for a format that is not there", () => {
		const page = readFileSync(new URL("../../../docs/formats.md", import.meta.url), "utf8");

		for (const name of [...reporters.map((reporter) => reporter.format), "format-unknown"])
			assert.ok(page.includes(`| \`${name}\` |`), name);
	});

	for (const reporter of reporters) {
		let render: Render;
		before(async () => {
			render = await reporter.load();
		});

		it(`${reporter.format}: the same report gives the same text, whatever it holds`, () => {
			fc.assert(
				fc.property(arbitraryReport(), (report) => {
					const once = render(report, plainOptions);

					const again = render(structuredClone(report), plainOptions);

					assert.equal(again, once);
					assert.equal(once.endsWith("\n"), true);
				}),
				runs,
			);
		});

		it(`${reporter.format}: no character of a foreign string reaches the output raw that a terminal would obey`, () => {
			fc.assert(
				fc.property(arbitraryReport(), (report) => {
					const lines = render(report, plainOptions).split("\n");

					for (const line of lines) assert.equal(neutralise(line), line);
				}),
				runs,
			);
		});

		it(`${reporter.format}: carries no time of its own, and the source date where the format has a place for one`, () => {
			const without = render(sampleReport(), plainOptions);
			const dated = render(sampleReport(), { ...plainOptions, sourceDate: new Date(86_400_000) });

			assert.equal(without.includes(new Date().toISOString().slice(0, 13)), false);
			assert.equal(without.includes("milliseconds"), false);
			assert.equal(dated.includes("1970-01-02T00:00:00.000Z"), reporter.format !== "table");
		});
	}
});
