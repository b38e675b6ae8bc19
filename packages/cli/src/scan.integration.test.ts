import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { plimsoll, temporaryFolder } from "./testing/command-line.ts";
import { DEBIAN_LAYER, NODE_LAYER, setScene } from "./testing/vulnerable-image.ts";

interface JsonReport {
	readonly packages: readonly { readonly name: string; readonly version: string; readonly purl: string }[];
	readonly findings: readonly { readonly id: string; readonly severity: string }[];
	readonly coverage: readonly { readonly code: string; readonly layer?: string }[];
}

test("a scan shows what it found and passes without a gate", async (t) => {
	const { layout, database } = await setScene(temporaryFolder(t));

	const ran = await plimsoll(["scan", layout, "--db", database]);

	assert.equal(ran.status, 0, ran.stderr);
	assert.match(ran.stdout, /CVE-2024-0001/);
	assert.match(ran.stdout, /2\.5\.0-1\+deb12u1/);
	assert.match(ran.stdout, /CVE-2024-0002/);
	assert.equal(ran.stderr, "");
});

test("the gate decides the exit code, and what is shown does not touch it", async (t) => {
	const { layout, database } = await setScene(temporaryFolder(t));
	const codes = async (...args: readonly string[]) => (await plimsoll(["scan", layout, "--db", database, ...args])).status;

	assert.equal(await codes("--fail-on", "critical"), 1);
	assert.equal(await codes("--fail-on", "any", "--severity", "negligible"), 1);
	assert.equal(await codes("--fail-on", "any", "--format", "json"), 1);
});

test("--severity hides findings from the report and --ignore-unfixed those without a fix", async (t) => {
	const { layout, database } = await setScene(temporaryFolder(t));
	const ids = async (...args: readonly string[]) => {
		const ran = await plimsoll(["scan", layout, "--db", database, "--format", "json", ...args]);
		return (JSON.parse(ran.stdout) as JsonReport).findings.map((finding) => finding.id);
	};

	assert.deepEqual(await ids(), ["CVE-2024-0001", "CVE-2024-0002"]);
	assert.deepEqual(await ids("--severity", "low"), ["CVE-2024-0002"]);
	assert.deepEqual(await ids("--ignore-unfixed"), ["CVE-2024-0001"]);
});

test("--ignore-unfixed takes findings without a fix from the gate", async (t) => {
	const { layout, database } = await setScene(temporaryFolder(t), [NODE_LAYER]);

	const strict = await plimsoll(["scan", layout, "--db", database, "--fail-on", "any"]);
	const lenient = await plimsoll(["scan", layout, "--db", database, "--fail-on", "any", "--ignore-unfixed"]);

	assert.deepEqual([strict.status, lenient.status], [1, 0]);
});

test("a damaged layer costs itself: exit 3, the rest is reported, a failing gate wins", async (t) => {
	const damaged = { ...NODE_LAYER, blob: Buffer.from("this was a layer once") };
	const { layout, database, image } = await setScene(temporaryFolder(t), [DEBIAN_LAYER, damaged]);
	const scan = (...args: readonly string[]) => plimsoll(["scan", layout, "--db", database, "--format", "json", ...args]);

	const plain = await scan();
	const report = JSON.parse(plain.stdout) as JsonReport;

	assert.equal(plain.status, 3);
	assert.deepEqual(report.packages.map((found) => found.name).sort(), ["base-files", "libexpat1"]);
	assert.ok(report.coverage.some((entry) => entry.layer === image.layerDigests[1]));
	assert.equal((await scan("--allow-incomplete")).status, 0);
	assert.equal((await scan("--fail-on", "critical")).status, 1);
});

test("several formats go to their files in one run, and again byte for byte", async (t) => {
	const folder = temporaryFolder(t);
	const { layout, database } = await setScene(folder);
	const formats = ["table", "json", "sarif", "cyclonedx"];
	const run = (name: string) =>
		plimsoll(["scan", layout, "--db", database, ...formats.flatMap((format) => ["-f", `${format}=${join(folder, name + format)}`])]);

	const [first, second] = [await run("a-"), await run("b-")];

	assert.deepEqual([first.status, first.stdout, second.status], [0, "", 0]);
	for (const format of formats) {
		assert.equal(readFileSync(join(folder, `a-${format}`), "utf8"), readFileSync(join(folder, `b-${format}`), "utf8"));
	}
});

test("--format with --output writes the file and nothing else", async (t) => {
	const folder = temporaryFolder(t);
	const { layout, database } = await setScene(folder);
	const file = join(folder, "app.sarif");

	const ran = await plimsoll([
		"scan",
		`oci:${layout}:latest`,
		"--db",
		database,
		"--fail-on",
		"high",
		"--format",
		"sarif",
		"--output",
		file,
	]);

	assert.deepEqual([ran.status, ran.stdout], [1, ""]);
	assert.equal(JSON.parse(readFileSync(file, "utf8")).version, "2.1.0");
});

test("without --db the starter database is asked, and every report says so", async (t) => {
	const { layout } = await setScene(temporaryFolder(t));

	const table = await plimsoll(["scan", layout]);
	const json = await plimsoll(["scan", layout, "--format", "json"]);

	assert.match(table.stdout, /starter/);
	assert.match(table.stdout, /plimsoll db build/);
	assert.equal(JSON.parse(json.stdout).database.kind, "starter");
});

test("SOURCE_DATE_EPOCH dates the SBOM", async (t) => {
	const { layout, database } = await setScene(temporaryFolder(t));

	const ran = await plimsoll(["scan", layout, "--db", database, "-f", "cyclonedx"], { SOURCE_DATE_EPOCH: "1700000000" });

	assert.equal(JSON.parse(ran.stdout).metadata.timestamp, "2023-11-14T22:13:20.000Z");
});

for (const [title, args, expected] of [
	["an unknown option", ["scan", "x", "--fial-on", "high"], /unknown option '--fial-on'/],
	["an unknown command", ["scna"], /unknown command 'scna'/],
	["a missing target", ["scan"], /missing required argument 'target'/],
	["a wrong value", ["scan", "x", "--fail-on", "hi"], /--fail-on.*a severity: critical/],
	["a misspelt option", ["scan", "x", "--fromat", "json"], /'--fromat' \(Did you mean --format\?\) \(--help/],
	["a target that is not there", ["scan", "oci:/no/such/layout"], /\/no\/such\/layout.*\[target-not-found\]/],
	["a database that is not there", ["scan", "/", "--db", "/no/such.db"], /\/no\/such\.db.*\[database-missing\]/],
	["a database build from nowhere", ["db", "build"], /--from/],
	["an ecosystem without an ordering", ["version-compare", "Nonsense", "1", "2"], /Nonsense/],
] as const) {
	test(`${title} is one clear line on standard error and exit code 2`, async () => {
		const ran = await plimsoll(args);

		assert.equal(ran.status, 2);
		assert.equal(ran.stdout, "");
		assert.match(ran.stderr, /^plimsoll: error: [^\n]*\n$/);
		assert.match(ran.stderr, expected);
	});
}

test("--debug adds the stack trace", async () => {
	const ran = await plimsoll(["--debug", "scan", "oci:/no/such/layout"]);

	assert.equal(ran.status, 2);
	assert.match(ran.stderr, /\n\s+at /);
});
