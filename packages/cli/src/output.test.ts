import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { planOutputs, write } from "./output.ts";

test("without --format a table goes to standard output", () => {
	const [only, ...others] = planOutputs({ format: [] });

	assert.deepEqual([only?.format, only?.file, others.length], ["table", undefined, 0]);
});

test("--output takes the format without a file of its own", () => {
	const outputs = planOutputs({ format: [{ format: "json", file: "a.json" }, { format: "sarif" }], output: "b.sarif" });

	assert.deepEqual(
		outputs.map((output) => output.file),
		["a.json", "b.sarif"],
	);
});

test("files are as wide everywhere and never coloured", () => {
	const [only] = planOutputs({ format: [{ format: "table", file: "x" }] });

	assert.deepEqual([only?.columns, only?.color], [120, false]);
});

for (const [title, options] of [
	["two formats on standard output", { format: [{ format: "json" }, { format: "table" }] }],
	[
		"two formats in one file",
		{
			format: [
				{ format: "json", file: "x" },
				{ format: "sarif", file: "x" },
			],
		},
	],
	["an --output that no format is left for", { format: [{ format: "json", file: "x" }], output: "y" }],
] as const) {
	test(`${title} is a usage error`, () => {
		assert.throws(() => planOutputs(options), { code: "usage" });
	});
}

test("a report replaces the file and leaves nothing beside it", async (t) => {
	const folder = mkdtempSync(join(tmpdir(), "plimsoll-output-"));
	t.after(() => rmSync(folder, { recursive: true }));
	const file = join(folder, "report.json");
	writeFileSync(file, "an older and longer report");

	await write({ format: "json", file, columns: 120, color: false }, "{}");

	assert.equal(readFileSync(file, "utf8"), "{}");
	assert.deepEqual(readdirSync(folder), ["report.json"]);
});

test("a report that is made while it is written arrives whole", async (t) => {
	const folder = mkdtempSync(join(tmpdir(), "plimsoll-output-"));
	t.after(() => rmSync(folder, { recursive: true }));
	const file = join(folder, "bom.json");

	await write({ format: "cyclonedx", file, columns: 120, color: false }, ["{", "é", "}"].values());

	assert.equal(readFileSync(file, "utf8"), "{é}");
});

test("a report that cannot be made whole leaves no file", async (t) => {
	const folder = mkdtempSync(join(tmpdir(), "plimsoll-output-"));
	t.after(() => rmSync(folder, { recursive: true }));
	function* broken(): Generator<string> {
		yield "{";
		throw new Error("no more");
	}

	await assert.rejects(write({ format: "cyclonedx", file: join(folder, "bom.json"), columns: 120, color: false }, broken()), /no more/);

	assert.deepEqual(readdirSync(folder), []);
});

test("a file that cannot be written is an error that names it", async (t) => {
	const folder = mkdtempSync(join(tmpdir(), "plimsoll-output-"));
	t.after(() => rmSync(folder, { recursive: true }));

	await assert.rejects(write({ format: "json", file: join(folder, "no/such/folder.json"), columns: 120, color: false }, "{}"), {
		code: "output-unwritable",
		message: /no\/such\/folder\.json/,
	});
});
