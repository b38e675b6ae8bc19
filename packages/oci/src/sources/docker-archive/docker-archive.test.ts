import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import { type Digest, defaultLimits, digestOf, hexOf, hostPlatform } from "@plimsoll/core";
import type { Image } from "../../image.ts";
import { openSubject } from "../../open-subject.ts";
import { blobPath, type JsonDescriptor, LayoutFiles, named, temporaryFolder } from "../../testing/layout-files.ts";
import { file, symlink, type TarItem, tar } from "../../testing/tar-writer.ts";

const LAYERS = [tar([file("a", "1")]), tar([file("b", "2")])] as const;
const DIFF_IDS = LAYERS.map((layer) => digestOf(layer));

test("an archive of an old docker: layers in folders, one a link to another's, the configuration named by its digest", async (t) => {
	const config = configOf([...DIFF_IDS, DIFF_IDS[0] ?? ""]);
	const image = await open(t, [
		file("1/layer.tar", LAYERS[0]),
		file("2/layer.tar", LAYERS[1]),
		symlink("3/layer.tar", "../1/layer.tar"),
		file(config.name, config.text),
		manifest({ Config: config.name, RepoTags: ["app:1.0", "app:latest"], Layers: ["1/layer.tar", "2/layer.tar", "3/layer.tar"] }),
	]);

	assert.deepEqual([image.digest, image.configDigest], [config.digest, config.digest]);
	assert.deepEqual(image.tags, ["app:1.0", "app:latest"]);
	assert.deepEqual(image.platform, { os: "linux", architecture: "amd64" });
	assert.deepEqual(
		image.layers.map(({ digest, diffId, digestOf: of, size }) => [digest, diffId, of, size]),
		[0, 1, 0].map((index) => [DIFF_IDS[index], DIFF_IDS[index], "tar", LAYERS[index]?.length]),
	);
	assert.deepEqual(await contents(image), [LAYERS[0], LAYERS[1], LAYERS[0]]);
});

test("an archive of today's docker is opened by its manifest, with or without the prefix", async (t) => {
	const { files, descriptor } = dockerSave();

	const bare = await openBytes(t, files.tar());
	const prefixed = await openBytes(t, files.tar(), { prefix: "docker-archive:", select: ":app:1.0" });

	assert.deepEqual([bare.digest, prefixed.digest], [descriptor.digest, descriptor.digest]);
	assert.deepEqual(prefixed.tags, ["docker.io/library/app:1.0"]);
	assert.deepEqual(
		prefixed.layers.map(({ digestOf: of }) => of),
		["blob", "blob"],
	);
});

test("where what index.json lists is not there, manifest.json counts", async (t) => {
	const { files, descriptor, config } = dockerSave();
	files.delete(blobPath(descriptor.digest));

	const image = await openBytes(t, files.tar());

	assert.equal(image.digest, config);
	assert.deepEqual(
		image.layers.map(({ digest, digestOf: of }) => [digest, of]),
		DIFF_IDS.map((digest) => [digest, "blob"]),
	);
});

test("of an index whose other platforms were not saved, what manifest.json lists is taken", async (t) => {
	const host = hostPlatform();
	const files = new LayoutFiles();
	const image = (architecture: string) =>
		files.image({ layers: [LAYERS[0]], config: { architecture } }, { platform: { os: "linux", architecture } });
	const [own, other] = [image(host.architecture), image("mips")];
	files.layout(files.index([own, other], { annotations: { "io.containerd.image.name": "docker.io/library/app:1.0" } }));
	const save = (saved: JsonDescriptor, left: JsonDescriptor): Buffer => {
		const { config } = JSON.parse(String(files.get(blobPath(saved.digest)))) as { config: { digest: Digest } };
		const [layer = ""] = DIFF_IDS.map(blobPath);
		const part = new LayoutFiles([...files].filter(([name]) => name !== blobPath(left.digest)));
		part.set("manifest.json", JSON.stringify([{ Config: blobPath(config.digest), RepoTags: ["app:1.0"], Layers: [layer] }]));
		return part.tar();
	};

	const foreign = await openBytes(t, save(other, own));
	const named = await openBytes(t, save(other, own), { architecture: "mips" });
	const native = await openBytes(t, save(own, other));

	assert.deepEqual([foreign.digest, named.digest, native.digest], [other.digest, other.digest, own.digest]);
	assert.deepEqual([foreign.platform.architecture, foreign.tags], ["mips", ["app:1.0"]]);
	await assert.rejects(openBytes(t, save(own, other), { architecture: "mips" }), { code: "platform-missing" });
});

test("what Kaniko writes has the digest as the configuration's name, and compressed layers", async (t) => {
	const config = configOf([DIFF_IDS[0] ?? ""]);
	const layer = gzipSync(LAYERS[0]);
	const image = await open(t, [
		file(config.digest, config.text),
		file("0123.tar.gz", layer),
		manifest({ Config: config.digest, RepoTags: null, Layers: ["0123.tar.gz"] }),
	]);

	assert.deepEqual([image.digest, image.tags], [config.digest, []]);
	assert.deepEqual(await contents(image), [layer]);
});

test("of several images one is chosen by name or image id", async (t) => {
	const [one, two] = [configOf([]), configOf([], "arm64")];
	const bytes = tar([
		file(one.name, one.text),
		file(two.name, two.text),
		manifest(
			{ Config: one.name, RepoTags: ["docker.io/library/app:1.0"], Layers: [] },
			{ Config: two.name, RepoTags: ["app:2.0"], Layers: null },
		),
	]);

	for (const select of [":app:1.0", `:${hexOf(one.digest)}`, `:${hexOf(one.digest).slice(0, 12)}`, `@${one.digest}`]) {
		assert.equal((await openBytes(t, bytes, { prefix: "docker-archive:", select })).digest, one.digest, select);
	}
	await assert.rejects(openBytes(t, bytes), { code: "tag-missing", message: /docker\.io\/library\/app:1\.0, app:2\.0/ });
	await assert.rejects(openBytes(t, bytes, { prefix: "docker-archive:", select: ":app:3.0" }), {
		code: "tag-missing",
		message: /app:2\.0/,
	});
});

test("one image listed twice is one image, with all its names", async (t) => {
	const config = configOf([]);
	const entry = { Config: config.name, Layers: [] };

	const image = await open(t, [
		file(config.name, config.text),
		manifest({ ...entry, RepoTags: ["b"] }, { ...entry, RepoTags: ["a", "b"] }),
	]);

	assert.deepEqual(image.tags, ["a", "b"]);
});

test("an archive before docker 1.10 is refused by saying so", async (t) => {
	await assert.rejects(open(t, [file("repositories", "{}")]), { code: "format-unknown", message: /before 1\.10/ });
});

test("a configuration that is not what its name says is refused", async (t) => {
	const config = configOf([]);
	const items = [file(config.name, `${config.text} `), manifest({ Config: config.name, RepoTags: [], Layers: [] })];

	await assert.rejects(open(t, items), { code: "digest-mismatch", blob: config.digest });
});

test("a configuration that is not there, or without one diff id per layer, is refused", async (t) => {
	const config = configOf([]);

	await assert.rejects(open(t, [manifest({ Config: "x.json", RepoTags: [], Layers: [] })]), { code: "blob-missing", blob: "x.json" });
	await assert.rejects(open(t, [file(config.name, config.text), manifest({ Config: config.name, Layers: ["a.tar"] })]), {
		code: "config-malformed",
		message: /0 diff ids where 1 layers/,
	});
});

test("a layer that is not there costs only itself", async (t) => {
	const config = configOf(DIFF_IDS);
	const items = [
		file(config.name, config.text),
		file("b.tar", LAYERS[1]),
		manifest({ Config: config.name, Layers: ["../../etc/passwd", "b.tar"] }),
	];

	const image = await open(t, items);

	const [missing, whole] = image.layers;
	await assert.rejects(Array.fromAsync(missing?.read() ?? []), { code: "blob-missing" });
	assert.deepEqual(Buffer.concat(await Array.fromAsync(whole?.read() ?? [])), LAYERS[1]);
});

test("what readers may take in different ways is refused", async (t) => {
	const config = configOf([]);
	const entry = { Config: config.name, RepoTags: ["a"], Layers: [] };
	const document = file(config.name, config.text);

	await assert.rejects(open(t, [document, manifest(entry), manifest(entry)]), { code: "archive-malformed", message: /manifest\.json/ });
	await assert.rejects(open(t, [document, manifest(entry, { ...entry, Layers: ["a.tar"] })]), { code: "manifest-ambiguous" });
	await assert.rejects(open(t, [file("c.json", "{}"), file("c.json", "{}"), manifest({ ...entry, Config: "c.json" })]), {
		code: "archive-malformed",
		message: /c\.json/,
	});
	await assert.rejects(open(t, [file("manifest.json", '[{"Config":"a","Config":"b","Layers":[]}]')]), { code: "manifest-malformed" });
});

for (const text of ["", "{}", "[]", "[1]", '[{"Layers":[]}]', '[{"Config":1}]', '[{"config":"x"}]', '[{"Config":"x","Layers":"y"}]']) {
	test(`${JSON.stringify(text)} is no manifest.json`, async (t) => {
		await assert.rejects(open(t, [file("manifest.json", text)]), { code: "manifest-malformed" });
	});
}

test("the platform that was asked for is held against the only one there is", async (t) => {
	const config = configOf([], "arm64");
	const bytes = tar([file(config.name, config.text), manifest({ Config: config.name, Layers: [] })]);

	await assert.rejects(openBytes(t, bytes, { architecture: "s390x" }), { code: "platform-missing", message: /linux\/arm64/ });
	assert.equal((await openBytes(t, bytes, { architecture: "arm64" })).digest, config.digest);
});

interface Config {
	readonly name: string;
	readonly text: string;
	readonly digest: Digest;
}

function configOf(diffIds: readonly string[], architecture = "amd64"): Config {
	const text = JSON.stringify({ os: "linux", architecture, rootfs: { type: "layers", diff_ids: diffIds } });
	const digest = digestOf(text);
	return { name: `${hexOf(digest)}.json`, text, digest };
}

function manifest(...images: readonly unknown[]): TarItem {
	return file("manifest.json", JSON.stringify(images));
}

/** What `docker save` writes since version 25: both forms over the same blobs. */
function dockerSave() {
	const files = new LayoutFiles();
	const descriptor = files.image({ layers: LAYERS }, named("1.0"));
	files.layout(descriptor);
	const { config } = JSON.parse(String(files.get(blobPath(descriptor.digest)))) as { config: { digest: Digest } };
	const Layers = DIFF_IDS.map(blobPath);
	files.set("manifest.json", JSON.stringify([{ Config: blobPath(config.digest), RepoTags: ["docker.io/library/app:1.0"], Layers }]));
	return { files, descriptor, config: config.digest };
}

function open(t: TestContext, items: readonly TarItem[]): Promise<Image> {
	return openBytes(t, tar(items));
}

interface Asked {
	readonly prefix?: string;
	readonly select?: string;
	readonly architecture?: string;
}

async function openBytes(t: TestContext, bytes: Uint8Array, { prefix = "", select = "", architecture }: Asked = {}): Promise<Image> {
	const archive = join(await temporaryFolder(t), "app.tar");
	writeFileSync(archive, bytes);
	const platform = architecture === undefined ? {} : { platform: { os: "linux", architecture } };
	const subject = await openSubject(`${prefix}${archive}${select}`, { limits: defaultLimits(), ...platform });
	assert.ok(subject.kind === "image");
	t.after(() => subject.close());
	return subject;
}

function contents(image: Image): Promise<Buffer[]> {
	return Promise.all(image.layers.map(async (layer) => Buffer.concat(await Array.fromAsync(layer.read()))));
}
