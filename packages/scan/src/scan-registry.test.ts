import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { digestOf, type Evidence } from "@plimsoll/core";
import { file, type JsonDescriptor, LayoutFiles, memoryRegistry, serve, type TestServer, tar } from "@plimsoll/oci/testing";
import { scan, scanPlatforms } from "./scan.ts";

const TOOL = { name: "test", version: "1" };
const COMMON = tar([file("app/node_modules/common/package.json", '{"name":"common","version":"1.0.0"}')]);
const BOM = {
	bomFormat: "CycloneDX",
	specVersion: "1.6",
	components: [{ type: "library", name: "told", version: "2", purl: "pkg:npm/told@2" }],
};

function imageFor(files: LayoutFiles, architecture: string): JsonDescriptor {
	const own = tar([file("app/node_modules/own/package.json", JSON.stringify({ name: architecture, version: "1.0.0" }))]);
	const platform = { os: "linux", architecture };
	return files.image({ layers: [COMMON, own], config: platform }, { platform });
}

/** A registry with an index of two platforms; to the first a bill of materials is attached. */
async function startRegistry(t: TestContext): Promise<TestServer> {
	const files = new LayoutFiles();
	const images = [imageFor(files, "amd64"), imageFor(files, "arm64")] as const;
	const attestation = files.image({ layers: [] }, { platform: { os: "unknown", architecture: "unknown" } });
	const layer = files.blob(BOM, "application/vnd.cyclonedx+json");
	const attached = files.blob({ schemaVersion: 2, subject: images[0], layers: [layer] }, "application/vnd.oci.image.manifest.v1+json");
	const referrers = { [images[0].digest]: [{ ...attached, artifactType: "application/vnd.cyclonedx+json" }] };
	return serve(t, memoryRegistry({ files, tags: { "1.0": files.index([...images, attestation]) }, referrers }));
}

function namesIn({ packages }: Evidence): string[] {
	return packages.map(({ name }) => name);
}

test("every platform of an image in a registry is examined, and a layer that they share is fetched once", async (t) => {
	const { host, seen } = await startRegistry(t);

	const all = await scanPlatforms(`${host}/app:1.0`, { tool: TOOL });

	assert.deepEqual(all.map(namesIn), [
		["amd64", "common"],
		["arm64", "common"],
	]);
	assert.deepEqual(
		all.map(({ coverage }) => coverage.filter(({ code }) => code === "manifest-skipped").length),
		[1, 1],
	);
	assert.equal(seen.filter(({ url }) => url.endsWith(digestOf(COMMON))).length, 1);
});

test("an attached bill of materials stands for the image where that is asked for, and no layer is fetched", async (t) => {
	const { host, seen } = await startRegistry(t);
	const platform = { os: "linux", architecture: "amd64" };

	const evidence = await scan(`${host}/app:1.0`, { tool: TOOL, platform, sbomSource: "oci" });

	assert.deepEqual(namesIn(evidence), ["told"]);
	assert.deepEqual([evidence.subject.kind, evidence.coverage.map(({ code }) => code)], ["image", ["sbom-unverified"]]);
	assert.equal(seen.filter(({ url }) => url.endsWith(digestOf(COMMON))).length, 0);
});

test("where none is attached the image itself is examined, and that is said", async (t) => {
	const { host } = await startRegistry(t);
	const platform = { os: "linux", architecture: "arm64" };

	const evidence = await scan(`${host}/app:1.0`, { tool: TOOL, platform, sbomSource: "oci" });

	assert.deepEqual(namesIn(evidence), ["arm64", "common"]);
	assert.match(evidence.coverage.find(({ code }) => code === "reference-ignored")?.message ?? "", /^No bill of materials is attached/);
});
