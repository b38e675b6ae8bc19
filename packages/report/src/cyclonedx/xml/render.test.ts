import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { textOf } from "../../chunks.ts";
import { arbitraryReport } from "../../testing/arbitrary-evidence.ts";
import { fullEvidence } from "../../testing/documents.ts";
import { plainOptions, sampleReport } from "../../testing/sample-report.ts";
import { bom } from "../bom.ts";
import { escapeXml } from "./escape.ts";
import { render } from "./render.ts";

describe("cyclonedx-xml", () => {
	it("holds foreign text as text", () => {
		assert.equal(escapeXml(`<a b="c">&amp;\u0000\ufffe]]>\n`), "&lt;a b=&quot;c&quot;&gt;&amp;amp;\\x00\\u{fffe}]]&gt;\\x0a");
	});

	it("closes every element that it opens, whatever the report holds", () => {
		fc.assert(
			fc.property(arbitraryReport(), (report) => {
				const open: string[] = [];
				for (const [, close, name = "", empty] of textOf(render(report, plainOptions)).matchAll(/<(\/?)([a-z][\w-]*)[^>]*?(\/?)>/gi)) {
					if (close === "/") assert.equal(open.pop(), name);
					else if (empty !== "/") open.push(name);
				}

				assert.deepEqual(open, []);
			}),
			{ numRuns: 60 },
		);
	});

	it("leaves out nothing that the JSON has", () => {
		const report = sampleReport(fullEvidence());
		const made = bom(report, plainOptions);

		const xml = textOf(render(report, plainOptions));

		for (const text of textsOf({ ...made, components: [...made.components], dependencies: [...made.dependencies] })) {
			assert.ok(xml.includes(escapeXml(text)), text);
		}
	});
});

/** Every text and number in a value. */
function textsOf(value: unknown): readonly string[] {
	if (typeof value !== "object" || value === null) return [String(value)];
	return Object.values(value).flatMap(textsOf);
}
