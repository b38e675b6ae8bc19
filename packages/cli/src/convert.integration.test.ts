import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { plimsoll, temporaryFolder } from "./testing/command-line.ts";
import { setScene } from "./testing/vulnerable-image.ts";

const FORMATS = ["cyclonedx", "cyclonedx@1.7", "cyclonedx@1.5", "cyclonedx@1.4", "cyclonedx-xml", "cyclonedx-xml@1.4"];
const SPDX_FORMATS = ["spdx-json", "spdx-json@2.2", "spdx-json@3.0", "spdx-tag-value"];

test("a scan of what sbom wrote finds what a scan of the image finds, in every format", async (t) => {
	const folder = temporaryFolder(t);
	const { layout, database } = await setScene(folder);
	const formats = [...FORMATS, ...SPDX_FORMATS];
	await plimsoll(["sbom", layout, ...formats.flatMap((format) => ["-f", `${format}=${join(folder, format)}`])]);
	const findings = async (target: string): Promise<unknown> =>
		JSON.parse((await plimsoll(["scan", target, "--db", database, "-f", "json"])).stdout).findings;

	const expected = await findings(layout);

	for (const format of formats) assert.deepEqual(await findings(`sbom:${join(folder, format)}`), expected, format);
});

test("what sbom wrote converts into what it would have written, byte for byte", async (t) => {
	const folder = temporaryFolder(t);
	const { layout } = await setScene(folder);
	const formats = [...FORMATS, ...SPDX_FORMATS];
	await plimsoll(["sbom", layout, ...formats.flatMap((format) => ["-f", `${format}=${join(folder, format)}`])]);

	for (const from of formats) {
		const ran = await plimsoll(["convert", join(folder, from), "--format", "cyclonedx"]);

		assert.equal(ran.status, 0, ran.stderr);
		assert.equal(ran.stdout, readFileSync(join(folder, "cyclonedx"), "utf8"), from);
	}
});

test("what is dropped is said on standard error, and not with --quiet", async (t) => {
	const folder = temporaryFolder(t);
	const file = join(folder, "bom.json");
	const component = {
		type: "library",
		name: "left-pad",
		version: "1.3.0",
		purl: "pkg:npm/left-pad@1.3.0",
		licenses: [{ license: { id: "MIT" } }],
	};
	writeFileSync(
		file,
		JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1, components: [component], services: [{ name: "web" }] }),
	);

	const ran = await plimsoll(["convert", file, "--format", "github"]);
	const quiet = await plimsoll(["convert", file, "--format", "github", "--quiet"]);

	assert.equal(ran.status, 0);
	assert.match(ran.stderr, /bom\.json: not read: services \(1\)\n/);
	assert.match(ran.stderr, /github has no place for: .*licences \(1\)/);
	assert.deepEqual([quiet.stdout, quiet.stderr], [ran.stdout, ""]);
});

test("--check of a file is of its own author and time", async (t) => {
	const folder = temporaryFolder(t);
	const file = join(folder, "bom.json");
	const metadata = { timestamp: "2024-05-06T07:08:09Z", authors: [{ name: "Ada", email: "ada@example.org" }] };
	const component = { type: "library", name: "x", version: "1", purl: "pkg:npm/x@1", supplier: { name: "Acme" } };
	writeFileSync(file, JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1, metadata, components: [component] }));

	const ran = await plimsoll(["sbom", "--check", file]);

	assert.match(ran.stdout, /NTIA minimum elements \(2021\): complete/);
	assert.equal(ran.status, 0, ran.stdout);
});

for (const [title, args, expected] of [
	["nothing to convert into", ["bom.json"], /convert takes --format/],
	["a format that is no bill of materials", ["bom.json", "--format", "json"], /convert writes cyclonedx, .*; found json/],
	["a file that is not there", ["/no/such/bom.json", "--format", "cyclonedx"], /\/no\/such\/bom\.json.*\[target-not-found\]/],
	["a folder", ["/", "--format", "cyclonedx"], /expected a bill of materials; found a folder/],
] as const) {
	test(`${title} is one line on standard error and exit code 2`, async () => {
		const ran = await plimsoll(["convert", ...args]);

		assert.deepEqual([ran.status, ran.stdout], [2, ""]);
		assert.match(ran.stderr, expected);
	});
}
