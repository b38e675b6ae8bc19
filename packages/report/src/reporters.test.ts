import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { neutralise } from "@plimsoll/core";
import fc from "fast-check";
import { type Render, type Reporter, reporterOf, reporters, textOf } from "./index.ts";
import { arbitraryReport } from "./testing/arbitrary-evidence.ts";
import { plainOptions, sampleReport } from "./testing/sample-report.ts";

const runs = { numRuns: 40 };

describe("reporters", () => {
	it("are what the folders export that there are", async () => {
		const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
			.filter((entry) => entry.isDirectory() && existsSync(join(import.meta.dirname, entry.name, "index.ts")))
			.map((entry) => entry.name);
		const exported = await Promise.all(folders.map(async (name): Promise<object> => import(`./${name}/index.ts`)));

		const found = exported.flatMap((folder) => Object.values(folder) as readonly Reporter[]);

		assert.deepEqual(new Set(found), new Set(reporters));
		assert.equal(found.length, reporters.length);
	});

	it("are found by the name of their format, and only so", () => {
		for (const reporter of reporters) assert.equal(reporterOf(reporter.format), reporter);
		assert.throws(() => reporterOf("constructor"), {
			code: "format-unknown",
			message: /table, json, sarif, cyclonedx, .*; found constructor/,
		});
	});

	it("are in the docs, as is the error for a format that is not there", () => {
		const page = readFileSync(new URL("../../../docs/formats.md", import.meta.url), "utf8");

		for (const name of [...reporters.map((reporter) => reporter.format), "format-unknown"])
			assert.ok(page.includes(`| \`${name}\` |`), name);
	});

	for (const { format, version, load } of reporters.flatMap(withVersions)) {
		const title = version === undefined ? format : `${format}@${version}`;
		const options = { ...plainOptions, ...(version === undefined ? {} : { version }) };
		let render: Render;
		before(async () => {
			render = await load();
		});

		it(`${title}: the same report gives the same text, whatever it holds`, () => {
			fc.assert(
				fc.property(arbitraryReport(), (report) => {
					const once = textOf(render(report, options));

					const again = textOf(render(structuredClone(report), options));

					assert.equal(again, once);
					assert.equal(once.endsWith("\n"), true);
				}),
				runs,
			);
		});

		it(`${title}: no character of a foreign string reaches the output raw that a terminal would obey`, () => {
			fc.assert(
				fc.property(arbitraryReport(), (report) => {
					const lines = textOf(render(report, options)).split("\n");

					for (const line of lines) assert.equal(neutralise(line), line);
				}),
				runs,
			);
		});

		it(`${title}: carries no time of its own, and the source date where the format has a place for one`, () => {
			const without = textOf(render(sampleReport(), options));
			const dated = textOf(render(sampleReport(), { ...options, sourceDate: new Date(86_400_000) }));

			assert.equal(without.includes(new Date().toISOString().slice(0, 13)), false);
			assert.equal(without.includes("milliseconds"), false);
			assert.equal(/1970-01-02T00:00:00(\.000)?Z/.test(dated), format !== "table");
		});
	}
});

interface Versioned extends Pick<Reporter, "format" | "load"> {
	readonly version?: string;
}

function withVersions({ format, versions, load }: Reporter): readonly Versioned[] {
	return versions?.map((version) => ({ format, version, load })) ?? [{ format, load }];
}
