import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { LayoutFiles, layerBytes, named } from "@plimsoll/oci/testing";
import { plimsoll, type Ran, temporaryFolder } from "./testing/command-line.ts";
import { DEBIAN_LAYER, NODE_LAYER, setScene } from "./testing/vulnerable-image.ts";

interface JsonSet {
	readonly verdict: { readonly outcome: string; readonly reasons: readonly { readonly message: string }[] };
	readonly reports: readonly {
		readonly subject: { readonly platform: { readonly architecture: string } };
		readonly findings: readonly { readonly id: string }[];
	}[];
}

/** An image for two platforms: both have the Debian layer, only arm64 the JavaScript application. */
async function scene(t: TestContext): Promise<(...args: readonly string[]) => Promise<Ran>> {
	const folder = temporaryFolder(t);
	const { database } = await setScene(join(folder));
	const files = new LayoutFiles();
	const blobs = [DEBIAN_LAYER, NODE_LAYER].map((layer) => layerBytes({ ...layer, compression: "none" }).blob);
	const images = ["amd64", "arm64"].map((architecture, index) => {
		const platform = { os: "linux", architecture };
		return files.image({ layers: blobs.slice(0, index + 1), config: platform }, { platform });
	});
	const layout = await files.layout(files.index(images, named("app:1"))).writeFolder(join(folder, "several"));
	return (...args) => plimsoll(["scan", layout, "--db", database, "--all-platforms", ...args]);
}

test("one table says which platform has what", async (t) => {
	const scan = await scene(t);

	const { status, stdout } = await scan();

	assert.equal(status, 0);
	assert.match(stdout, /Platforms +linux\/amd64 · .* · 1 finding\n +linux\/arm64 · .* · 2 findings/);
	assert.match(stdout, /CVE-2024-0001 +all +→ 2\.5\.0/);
	assert.match(stdout, /CVE-2024-0002 +arm64 +no fix/);
	assert.match(stdout, /2 findings in 2 packages/);
});

test("one JSON document has the evidence of each platform, and the gate is about all of them", async (t) => {
	const scan = await scene(t);

	const { status, stdout } = await scan("--format", "json", "--fail-on", "low");

	const set = JSON.parse(stdout) as JsonSet;
	assert.deepEqual(
		set.reports.map(({ subject, findings }) => [subject.platform.architecture, findings.map(({ id }) => id)]),
		[
			["amd64", ["CVE-2024-0001"]],
			["arm64", ["CVE-2024-0001", "CVE-2024-0002"]],
		],
	);
	assert.equal(status, 1);
	assert.match(set.verdict.reasons.map(({ message }) => message).join("\n"), /^linux\/amd64: .*\nlinux\/arm64: /);
});

test("SARIF has a run for each platform", async (t) => {
	const scan = await scene(t);

	const { stdout } = await scan("--format", "sarif");

	const { runs } = JSON.parse(stdout) as { readonly runs: readonly { readonly automationDetails: { readonly id: string } }[] };
	assert.deepEqual(
		runs.map(({ automationDetails }) => automationDetails.id),
		["plimsoll/linux/amd64/", "plimsoll/linux/arm64/"],
	);
});

test("a format for one subject writes a file for each platform, or says how to", async (t) => {
	const scan = await scene(t);
	const folder = temporaryFolder(t);

	const refused = await scan("--format", "cyclonedx");
	const written = await scan("--format", `cyclonedx=${join(folder, "bom-{platform}.json")}`);

	assert.deepEqual([refused.status, written.status], [2, 0]);
	assert.match(refused.stderr, /cyclonedx has room for one image only/);
	assert.deepEqual(readdirSync(folder), ["bom-linux-amd64.json", "bom-linux-arm64.json"]);
	assert.match(readFileSync(join(folder, "bom-linux-arm64.json"), "utf8"), /left-behind/);
});

test("all platforms and one of them contradict each other", async (t) => {
	const scan = await scene(t);

	const { status, stderr } = await scan("--platform", "linux/arm64");

	assert.equal(status, 2);
	assert.match(stderr, /give one of the two/);
});
