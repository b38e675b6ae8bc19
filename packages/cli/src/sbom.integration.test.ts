import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { plimsoll, temporaryFolder } from "./testing/command-line.ts";
import { DEBIAN_LAYER, NODE_LAYER, setScene } from "./testing/vulnerable-image.ts";

const FORMATS = ["cyclonedx", "cyclonedx@1.7", "cyclonedx-xml", "spdx-json", "spdx-json@3.0", "spdx-tag-value", "github"];

test("sbom writes CycloneDX without findings, and asks no database", async (t) => {
	const { layout } = await setScene(temporaryFolder(t));

	const ran = await plimsoll(["sbom", layout]);

	assert.deepEqual([ran.status, ran.stderr], [0, ""]);
	const bom = JSON.parse(ran.stdout);
	assert.deepEqual(
		bom.components.map(({ name }: { name: string }) => name),
		["debian", "base-files", "libexpat1", "left-behind"],
	);
	assert.equal(bom.vulnerabilities, undefined);
	assert.ok(!ran.stdout.includes("plimsoll:database"));
});

test("every format goes to its file in one run, and again byte for byte", async (t) => {
	const folder = temporaryFolder(t);
	const { layout } = await setScene(folder);
	const run = (name: string) =>
		plimsoll(["sbom", layout, ...FORMATS.flatMap((format) => ["-f", `${format}=${join(folder, name + format)}`])]);

	const [first, second] = [await run("a-"), await run("b-")];

	assert.deepEqual([first.status, first.stdout, second.status], [0, "", 0]);
	for (const format of FORMATS) {
		const text = readFileSync(join(folder, `a-${format}`), "utf8");
		assert.equal(text, readFileSync(join(folder, `b-${format}`), "utf8"));
		assert.match(text, /libexpat1/);
	}
});

test("GitHub's snapshot is of the workflow's commit", async (t) => {
	const { layout } = await setScene(temporaryFolder(t));
	const environment = {
		GITHUB_SHA: "b".repeat(40),
		GITHUB_REF: "refs/heads/x",
		GITHUB_RUN_ID: "9",
		GITHUB_WORKFLOW: "ci",
		GITHUB_JOB: "scan",
	};

	const ran = await plimsoll(["sbom", layout, "--format", "github"], environment);

	const { sha, ref, job } = JSON.parse(ran.stdout);
	assert.deepEqual({ sha, ref, job }, { sha: environment.GITHUB_SHA, ref: "refs/heads/x", job: { id: "9", correlator: "ci scan" } });
});

test("a damaged layer makes the bill of materials incomplete: exit 3", async (t) => {
	const damaged = { ...NODE_LAYER, blob: Buffer.from("this was a layer once") };
	const { layout } = await setScene(temporaryFolder(t), [DEBIAN_LAYER, damaged]);

	const ran = await plimsoll(["sbom", layout]);

	assert.equal(ran.status, 3);
	assert.equal(JSON.parse(ran.stdout).compositions[0].aggregate, "incomplete");
	assert.equal((await plimsoll(["sbom", layout, "--allow-incomplete"])).status, 0);
});

test("--strict counts what could not be told, too", async (t) => {
	const { layout, database } = await setScene(temporaryFolder(t), [NODE_LAYER]);
	const statusOf = async (...args: readonly string[]) => (await plimsoll(args)).status;

	assert.equal(await statusOf("sbom", layout), 0);
	assert.equal(await statusOf("sbom", layout, "--strict"), 3);
	assert.equal(await statusOf("scan", layout, "--db", database, "--strict"), 3);
	assert.equal(await statusOf("scan", layout, "--db", database, "--strict", "--fail-on", "any"), 1);
});

test("--check tells which minimum elements are missing: exit 1", async (t) => {
	const folder = temporaryFolder(t);
	const { layout } = await setScene(folder);
	const file = join(folder, "check.json");

	const table = await plimsoll(["sbom", layout, "--check"]);
	const json = await plimsoll(["sbom", layout, "--check", "--format", "json", "-o", file], { SOURCE_DATE_EPOCH: "1700000000" });

	assert.equal(table.status, 1);
	assert.match(table.stdout, /missing {2}timestamp/);
	assert.match(table.stdout, /missing {2}supplier name +0 of 3/);
	assert.deepEqual([json.status, json.stdout], [1, ""]);
	const [ntia] = JSON.parse(readFileSync(file, "utf8")).standards;
	assert.equal(ntia.elements.find(({ element }: { element: string }) => element === "timestamp").has, 1);
});

for (const [title, args, expected] of [
	["a format that is no bill of materials", ["--format", "sarif"], /sbom writes cyclonedx, .*; found sarif/],
	["a check in a format that it has not", ["--check", "--format", "cyclonedx"], /sbom --check writes table, json; found cyclonedx/],
	["a check of all platforms", ["--check", "--all-platforms"], /--platform/],
	["what contradicts itself", ["--strict", "--allow-incomplete"], /contradict/],
	["an option about findings", ["--fail-on", "high"], /unknown option '--fail-on'/],
] as const) {
	test(`${title} is a usage error`, async () => {
		const ran = await plimsoll(["sbom", "/no/such/target", ...args]);

		assert.deepEqual([ran.status, ran.stdout], [2, ""]);
		assert.match(ran.stderr, expected);
	});
}
