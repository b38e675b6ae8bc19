import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Digest, defaultLimits, digestOf, type Limits } from "@plimsoll/core";
import type { Image } from "./image.ts";
import { openSubject } from "./open-subject.ts";
import { blobPath, CONFIG, INDEX, type JsonDescriptor, LayoutFiles, MANIFEST, temporaryFolder } from "./testing/layout-files.ts";
import { openFilesBelow } from "./testing/open-files.ts";
import { file, tar } from "./testing/tar-writer.ts";

for (const [what, pick] of [
	["manifest", ({ manifest }: Parts) => manifest],
	["configuration", ({ config }: Parts) => config],
	["index", ({ index }: Parts) => index],
] as const) {
	test(`a ${what} that was tampered with is refused`, async (t) => {
		const parts = image();
		const { digest } = pick(parts);
		parts.files.set(blobPath(digest), String(parts.files.get(blobPath(digest))).replace("2", "3"));

		await assert.rejects(open(t, parts.files), { code: "digest-mismatch", blob: digest });
	});

	test(`a ${what} of another size is refused`, async (t) => {
		const parts = image();
		const { digest } = pick(parts);
		parts.files.set(blobPath(digest), `${parts.files.get(blobPath(digest))} `);

		await assert.rejects(open(t, parts.files), { code: "size-mismatch", blob: digest });
	});

	test(`a ${what} that is missing is named`, async (t) => {
		const parts = image();
		const { digest } = pick(parts);
		parts.files.delete(blobPath(digest));

		await assert.rejects(open(t, parts.files), { code: "blob-missing", blob: digest });
	});

	test(`a ${what} that is a FIFO, or a link out of the layout, is refused`, async (t) => {
		const parts = image();
		const { digest } = pick(parts);
		const folder = await parts.files.writeFolder(join(await temporaryFolder(t), "layout"));
		const blob = join(folder, blobPath(digest));
		writeFileSync(`${folder}-outside`, String(parts.files.get(blobPath(digest))));

		rmSync(blob);
		execFileSync("mkfifo", [blob]);
		await assert.rejects(openSubject(folder, { limits: defaultLimits() }), { code: "blob-not-a-file" });

		rmSync(blob);
		symlinkSync(`${folder}-outside`, blob);
		await assert.rejects(openSubject(folder, { limits: defaultLimits() }), { code: "blob-not-a-file" });
	});

	test(`a ${what} larger than its limit is not read`, async (t) => {
		const { files, ...parts } = image();
		const limits = { ...defaultLimits(), maxManifestBytes: 1000, maxConfigBytes: 1000 };
		const huge = files.blob(" ".repeat(1001), pick({ files, ...parts }).mediaType);
		const descriptor = what === "configuration" ? files.blob({ schemaVersion: 2, config: huge, layers: [] }, MANIFEST) : huge;
		files.layout(descriptor);

		await assert.rejects(open(t, files, limits), {
			code: "limit-exceeded",
			limit: what === "configuration" ? "maxConfigBytes" : "maxManifestBytes",
		});
	});
}

test("a layer that is a FIFO or a link out of the layout costs only itself", async (t) => {
	const files = new LayoutFiles();
	const [one, two] = [tar([file("a", "1")]), tar([file("b", "2")])];
	files.layout(files.image({ layers: [one, two] }));
	const folder = await files.writeFolder(await temporaryFolder(t));
	for (const layer of [one, two]) rmSync(join(folder, blobPath(digestOf(layer))));
	execFileSync("mkfifo", [join(folder, blobPath(digestOf(one)))]);
	symlinkSync("/etc/passwd", join(folder, blobPath(digestOf(two))));

	const subject = await openSubject(folder, { limits: defaultLimits() });

	assert.ok(subject.kind === "image");
	for (const layer of subject.layers) await assert.rejects(Array.fromAsync(layer.read()), { code: "blob-not-a-file" });
});

test("an index that claims to contain itself fails verification, since no digest can contain itself", async (t) => {
	const files = new LayoutFiles();
	const [a, b] = [digestOf("a"), digestOf("b")];
	const [toA, toB] = [descriptorOf(a, 150), descriptorOf(b, 150)];
	files.set(blobPath(a), JSON.stringify({ schemaVersion: 2, manifests: [toB] }).padEnd(toA.size));
	files.set(blobPath(b), JSON.stringify({ schemaVersion: 2, manifests: [toA] }).padEnd(toB.size));
	const sized = descriptorOf(a, String(files.get(blobPath(a))).length);
	files.layout(sized);

	await assert.rejects(open(t, files), { code: "digest-mismatch", blob: a });
});

test("a thousand indexes inside one another are left at the limit", async (t) => {
	const files = new LayoutFiles();
	let descriptor = files.image();
	for (let depth = 0; depth < 1000; depth++) descriptor = files.index([descriptor]);
	files.layout(descriptor);

	await assert.rejects(open(t, files), { code: "limit-exceeded", limit: "maxIndexDepth" });
});

test("an index that names another ten thousand times over costs no more than naming it once", async (t) => {
	const files = new LayoutFiles();
	let descriptor = files.image({ config: { os: "plan9" } }, { platform: { os: "plan9", architecture: "mips" } });
	for (let depth = 0; depth < 3; depth++) descriptor = files.index(Array.from({ length: 10_000 }, () => descriptor));
	files.layout(descriptor);

	await assert.rejects(open(t, files), { code: "platform-missing" });
});

test("a document that is an image to one reader and an index to another is refused", async (t) => {
	const { files, config, manifest } = image();
	for (const mediaType of [MANIFEST, INDEX]) {
		files.layout(files.blob({ schemaVersion: 2, config, layers: [], manifests: [manifest] }, mediaType));

		await assert.rejects(open(t, files), { code: "manifest-ambiguous" });
	}
});

test("a document that is not what it, or its descriptor, says is refused", async (t) => {
	const { files, config, manifest } = image();
	for (const descriptor of [
		files.blob({ schemaVersion: 2, config, layers: [] }, INDEX),
		files.blob({ schemaVersion: 2, manifests: [manifest] }, MANIFEST),
		files.blob({ schemaVersion: 2, mediaType: INDEX, config, layers: [] }, MANIFEST),
	]) {
		files.layout(descriptor);

		await assert.rejects(open(t, files), { code: "manifest-ambiguous", blob: descriptor.digest });
	}
});

for (const [what, document] of [
	["a key twice", `{"schemaVersion":2,"config":{},"layers":[],"layers":[]}`],
	["a key in other letters", `{"schemaVersion":2,"config":{},"Layers":[]}`],
	["no schema version", `{"config":{},"layers":[]}`],
	["docker's schema 1", `{"schemaVersion":1,"fsLayers":[]}`],
	["a text for layers", `{"schemaVersion":2,"config":{},"layers":"all"}`],
	["a negative size", `{"schemaVersion":2,"config":{"mediaType":"x","digest":"${digestOf("x")}","size":-1},"layers":[]}`],
	["a digest that is a path", `{"schemaVersion":2,"config":{"mediaType":"x","digest":"sha256:../../etc/passwd","size":1},"layers":[]}`],
	["an algorithm nobody knows", `{"schemaVersion":2,"config":{"mediaType":"x","digest":"md5:00","size":1},"layers":[]}`],
	["a prototype", `{"__proto__":{"schemaVersion":2,"config":{},"layers":[]},"constructor":{}}`],
	["a list", "[]"],
	["nothing", ""],
] as const) {
	test(`a manifest with ${what} is malformed`, async (t) => {
		const files = new LayoutFiles();
		const descriptor = files.blob(document, MANIFEST);
		files.layout(descriptor);

		await assert.rejects(open(t, files), { code: "manifest-malformed", blob: descriptor.digest });
		assert.equal(Reflect.get({}, "schemaVersion"), undefined);
	});
}

test("a manifest that nests without end is left at the limit", async (t) => {
	const files = new LayoutFiles();
	files.layout(files.blob(`{"schemaVersion":2,"x":${"[".repeat(100_000)}`, MANIFEST));

	await assert.rejects(open(t, files), { code: "limit-exceeded", limit: "maxDepth" });
});

test("an image of ten thousand layers is left at the limit", async (t) => {
	const { files, config } = image();
	const layer = { mediaType: "application/vnd.oci.image.layer.v1.tar", digest: digestOf("x"), size: 1 };
	files.layout(files.blob({ schemaVersion: 2, config, layers: Array.from({ length: 10_000 }, () => layer) }, MANIFEST));

	await assert.rejects(open(t, files), { code: "limit-exceeded", limit: "maxLayers" });
});

test("an artifact that is no image is refused by what it is called", async (t) => {
	const files = new LayoutFiles();
	const config = files.blob("{}", "application/vnd.oci.empty.v1+json");
	files.layout(files.blob({ schemaVersion: 2, artifactType: "application/vnd.example.chart", config, layers: [config] }, MANIFEST));

	await assert.rejects(open(t, files), { code: "config-malformed", message: /vnd\.example\.chart/ });
});

test("a layer that says where else it can be had is looked for here only", async (t) => {
	const { files, config } = image();
	const layer = {
		mediaType: "application/vnd.oci.image.layer.nondistributable.v1.tar",
		digest: digestOf("x"),
		size: 1,
		urls: ["http://127.0.0.1:1/"],
	};
	files.layout(files.blob({ schemaVersion: 2, config, layers: [layer] }, MANIFEST));

	const opened = await open(t, files);

	await assert.rejects(Array.fromAsync(opened.layers[0]?.read() ?? []), { code: "blob-missing", blob: layer.digest });
});

for (const [what, change, code] of [
	["no oci-layout", (files: LayoutFiles) => files.delete("oci-layout"), "format-unknown"],
	["another version", (files: LayoutFiles) => files.set("oci-layout", '{"imageLayoutVersion":"2.0.0"}'), "format-unknown"],
	["an oci-layout that is no JSON", (files: LayoutFiles) => files.set("oci-layout", "1.0.0"), "format-unknown"],
	["no index.json", (files: LayoutFiles) => files.delete("index.json"), "format-unknown"],
	[
		"an index.json that is a manifest",
		(files: LayoutFiles) => files.set("index.json", `{"schemaVersion":2,"layers":[]}`),
		"manifest-ambiguous",
	],
	["an index.json cut short", (files: LayoutFiles) => files.set("index.json", `{"schemaVersion":2,`), "index-malformed"],
	["an empty index.json", (files: LayoutFiles) => files.layout(), "index-malformed"],
	["a huge index.json", (files: LayoutFiles) => files.set("index.json", " ".repeat(5_000_000)), "limit-exceeded"],
] as const) {
	test(`a layout with ${what} is refused, and leaves nothing open`, async (t) => {
		const { files } = image();
		change(files);
		const folder = await files.writeFolder(await temporaryFolder(t));
		const archive = join(await temporaryFolder(t), "layout.tar");
		writeFileSync(archive, files.tar());

		await assert.rejects(openSubject(folder, { limits: defaultLimits() }), { code });
		await assert.rejects(openSubject(`oci-archive:${archive}`, { limits: defaultLimits() }), { code });
		assert.deepEqual([...openFilesBelow(folder), ...openFilesBelow(join(archive, ".."))], []);
	});
}

test("an archive with two index.json is refused", async (t) => {
	const { files } = image();
	const archive = join(await temporaryFolder(t), "layout.tar");
	const other = new LayoutFiles([["index.json", String(files.get("index.json"))]]);
	writeFileSync(archive, Buffer.concat([files.tar().subarray(0, -1024), other.tar()]));

	await assert.rejects(openSubject(archive, { limits: defaultLimits() }), {
		code: "archive-malformed",
		message: /several files named index\.json/,
	});
});

test("a layout whose blobs are a link out of it is refused", async (t) => {
	const { files, index } = image();
	const parent = await temporaryFolder(t);
	const folder = await files.writeFolder(join(parent, "elsewhere"));
	const layout = join(parent, "layout");
	mkdirSync(layout);
	for (const name of ["oci-layout", "index.json"]) writeFileSync(join(layout, name), String(files.get(name)));
	symlinkSync(join(folder, "blobs"), join(layout, "blobs"));

	await assert.rejects(openSubject(layout, { limits: defaultLimits() }), {
		code: "blob-not-a-file",
		message: new RegExp(index.digest.slice(7)),
	});
});

test("a signal ends the opening with its reason", async (t) => {
	const folder = await image().files.writeFolder(await temporaryFolder(t));

	await assert.rejects(openSubject(folder, { limits: defaultLimits(), signal: AbortSignal.abort(new Error("stopped")) }), /stopped/);
});

interface Parts {
	readonly files: LayoutFiles;
	readonly index: JsonDescriptor;
	readonly manifest: JsonDescriptor;
	readonly config: JsonDescriptor;
}

/** An image behind an index that leaves no choice. */
function image(): Parts {
	const files = new LayoutFiles();
	const config = files.blob({ os: "plan9", architecture: "mips2", rootfs: { type: "layers", diff_ids: [] } }, CONFIG);
	const manifest = files.blob({ schemaVersion: 2, config, layers: [] }, MANIFEST);
	const index = files.index([manifest]);
	files.layout(index);
	return { files, index, manifest, config };
}

function descriptorOf(digest: Digest, size: number): JsonDescriptor {
	return { mediaType: INDEX, digest, size };
}

async function open(t: TestContext, files: LayoutFiles, limits: Limits = defaultLimits()): Promise<Image> {
	const subject = await openSubject(await files.writeFolder(await temporaryFolder(t)), { limits });
	assert.ok(subject.kind === "image");
	return subject;
}
