import assert from "node:assert/strict";
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { defaultLimits, digestOf, hostPlatform } from "@plimsoll/core";
import type { Image } from "./image.ts";
import { type OpenOptions, openSubject } from "./open-subject.ts";
import { blobPath, type JsonDescriptor, LayoutFiles, MANIFEST, named, temporaryFolder } from "./testing/layout-files.ts";
import { writeLayout } from "./testing/layout-writer.ts";
import { file, tar } from "./testing/tar-writer.ts";

const ARM = { os: "linux", architecture: "arm64" };
const OTHER = { os: "plan9", architecture: "mips" };
const ATTESTATION = { "vnd.docker.reference.type": "attestation-manifest" };
const HOST = { ...hostPlatform() };

test("a layout with one image gives its manifest, configuration and layers", async (t) => {
	const files = new LayoutFiles();
	const layers = [tar([file("a", "1")]), tar([file("b", "2")])];
	const config = { config: {}, history: [{ created_by: "ADD a" }, { created_by: "ENV x", empty_layer: true }, { created_by: "ADD b" }] };
	const manifest = files.image({ layers, config }, named("1.0"));
	files.layout(manifest);

	const image = await openImage(t, files);

	assert.equal(image.digest, manifest.digest);
	assert.deepEqual(image.tags, ["1.0"]);
	assert.deepEqual(image.platform, { os: "linux", architecture: "amd64" });
	assert.deepEqual(
		image.layers.map(({ digest, diffId, size, createdBy, digestOf: of }) => ({ digest, diffId, size, createdBy, of })),
		layers.map((layer, index) => ({
			digest: digestOf(layer),
			diffId: digestOf(layer),
			size: layer.length,
			createdBy: index === 0 ? "ADD a" : "ADD b",
			of: "blob",
		})),
	);
	for (const [index, layer] of image.layers.entries()) assert.deepEqual(Buffer.concat(await Array.fromAsync(layer.read())), layers[index]);
});

test("the same layout in a tar is the same image", async (t) => {
	const files = new LayoutFiles();
	files.layout(files.image());

	const [folder, archive] = [await openImage(t, files), await openArchived(t, files)];

	assert.deepEqual(summary(archive), summary(folder));
});

test("content tells the form, and a folder that is no layout is looked at as it is", async (t) => {
	const folder = await temporaryFolder(t);
	writeFileSync(join(folder, "index.json"), "{}");

	const subject = await openSubject(folder, { limits: defaultLimits() });

	assert.deepEqual(subject, { kind: "directory", target: folder, root: realpathSync(folder), holds: "files" });
});

test("the root of a system is a folder by another name, whatever it holds", async (t) => {
	const folder = await temporaryFolder(t);
	await writeLayout(folder, { layers: [] });

	const subject = await openSubject(`rootfs:${folder}`, { limits: defaultLimits() });

	assert.deepEqual(subject, { kind: "directory", target: `rootfs:${folder}`, root: realpathSync(folder), holds: "system" });
	await assert.rejects(openSubject(`rootfs:${folder}/index.json`, { limits: defaultLimits() }), { code: "format-unknown" });
});

test("a folder that has something named version is a folder still", async (t) => {
	const folder = await temporaryFolder(t);
	mkdirSync(join(folder, "version"));

	const subject = await openSubject(folder, { limits: defaultLimits() });

	assert.equal(subject.kind, "directory");
});

test("an artifact beside the images of an index does not keep them from being found", async (t) => {
	const files = new LayoutFiles();
	const config = files.blob("{}", "application/vnd.example.config+json");
	const artifact = files.blob({ schemaVersion: 2, config, layers: [] }, MANIFEST);
	const image = files.image({ config: HOST });
	files.layout(files.index([artifact, image]));

	const opened = await openImage(t, files);

	assert.equal(opened.digest, image.digest);
});

test("a prefix that does not fit what is there is told from one that does", async (t) => {
	const folder = await temporaryFolder(t);
	writeFileSync(join(folder, "app.tar"), tar([]));

	await assert.rejects(openSubject(`oci:${folder}`, { limits: defaultLimits() }), {
		code: "format-unknown",
		message: /no file oci-layout/,
	});
	await assert.rejects(openSubject(`docker-archive:${folder}`, { limits: defaultLimits() }), {
		code: "format-unknown",
		message: /oci: or dir:/,
	});
	await assert.rejects(openSubject(`dir:${folder}/app.tar`, { limits: defaultLimits() }), {
		code: "format-unknown",
		message: /docker-archive:/,
	});
	await assert.rejects(openSubject(`${folder}/app.tar`, { limits: defaultLimits() }), { code: "format-unknown", message: /none of/ });
	await assert.rejects(openSubject(`${folder}/nothing`, { limits: defaultLimits() }), { code: "target-not-found", message: /oci:PATH/ });
	await assert.rejects(openSubject("/dev/null", { limits: defaultLimits() }), { code: "target-unreadable" });
});

test("paths and names may both have colons", async (t) => {
	const files = new LayoutFiles();
	files.layout(files.image({}, named("registry:5000/app:1.0")), files.image({ layers: [] }, named("other")));
	const folder = join(await temporaryFolder(t), "a:b");
	mkdirSync(folder);
	await files.writeFolder(folder);

	const image = await openSubject(`oci:${folder}:registry:5000/app:1.0`, { limits: defaultLimits() });

	assert.deepEqual(image.kind === "image" && image.tags, ["registry:5000/app:1.0"]);
});

test("several images must be named, by tag, by the name containerd keeps, or by digest", async (t) => {
	const files = new LayoutFiles();
	const one = files.image({ layers: [] }, named("1.0"));
	const two = files.image({}, { annotations: { "io.containerd.image.name": "docker.io/library/app:2.0" } });
	files.layout(one, two);

	assert.equal((await openImage(t, files, ":1.0")).digest, one.digest);
	assert.equal((await openImage(t, files, ":app:2.0")).digest, two.digest);
	assert.equal((await openImage(t, files, `@${two.digest}`)).digest, two.digest);
	await assert.rejects(openImage(t, files), { code: "tag-missing", message: /1\.0, docker\.io\/library\/app:2\.0/ });
	await assert.rejects(openImage(t, files, ":3.0"), { code: "tag-missing", message: /no image named 3\.0; it has 1\.0, / });
	await assert.rejects(openImage(t, files, `@${digestOf("x")}`), { code: "tag-missing" });
});

test("several names of one image are one image", async (t) => {
	const files = new LayoutFiles();
	files.layout(files.image({}, named("2")), files.image({}, named("10")));

	const image = await openImage(t, files);

	assert.deepEqual(image.tags, ["10", "2"]);
});

test("one name for different images is ambiguous", async (t) => {
	const files = new LayoutFiles();
	files.layout(files.image({}, named("1.0")), files.image({ layers: [] }, named("1.0")));

	await assert.rejects(openImage(t, files, ":1.0"), { code: "manifest-ambiguous" });
});

test("of an index the host's platform is chosen, or the one that was asked for", async (t) => {
	const files = new LayoutFiles();
	const other = files.image({ config: OTHER }, { platform: OTHER });
	const host = files.image({ config: HOST }, { platform: HOST });
	files.layout(files.index([attestationOf(files), other, host], named("1.0")));

	const chosen = await openImage(t, files);
	const asked = await openImage(t, files, ":1.0", { platform: OTHER });

	assert.deepEqual([chosen.digest, chosen.platform, chosen.tags], [host.digest, HOST, ["1.0"]]);
	assert.deepEqual([asked.digest, asked.platform], [other.digest, OTHER]);
	await assert.rejects(openImage(t, files, "", { platform: { os: "linux", architecture: "riscv64" } }), {
		code: "platform-missing",
		message: new RegExp(`no image for linux/riscv64; it has plan9/mips, linux/${HOST.architecture}$`),
	});
});

test("an index of one platform offers that platform only", async (t) => {
	const files = new LayoutFiles();
	files.layout(files.index([files.image({ config: OTHER }, { platform: OTHER }), attestationOf(files)]));

	await assert.rejects(openImage(t, files), { code: "platform-missing", message: /it has plan9\/mips$/ });
});

test("an image there is no choice about is taken as it is, unless another platform was asked for", async (t) => {
	const files = new LayoutFiles();
	files.layout(files.image({ config: OTHER }));

	const image = await openImage(t, files);

	assert.deepEqual(image.platform, OTHER);
	await assert.rejects(openImage(t, files, "", { platform: ARM }), {
		code: "platform-missing",
		message: /linux\/arm64; it has plan9\/mips/,
	});
});

test("index.json itself may list the platforms of one image", async (t) => {
	const files = new LayoutFiles();
	const host = files.image({ config: HOST }, { platform: HOST });
	files.layout(files.image({ config: OTHER }, { platform: OTHER }), host);

	const image = await openImage(t, files);

	assert.equal(image.digest, host.digest);
});

test("a manifest whose descriptor leaves the platform out is told by its configuration, in nested indexes too", async (t) => {
	const files = new LayoutFiles();
	const host = files.image({ config: HOST });
	files.layout(files.index([files.index([files.image({ config: OTHER })]), files.index([host])]));

	const image = await openImage(t, files);

	assert.equal(image.digest, host.digest);
});

test("an attestation is never taken for an image", async (t) => {
	const files = new LayoutFiles();
	const image = files.image({ config: HOST }, { platform: HOST });
	const attestation = attestationOf(files);
	files.layout(files.index([image, attestation]));

	await assert.rejects(openImage(t, files, `@${attestation.digest}`), { code: "manifest-malformed", message: /accompanies/ });
	await assert.rejects(openImage(t, files, "", { platform: { os: "unknown", architecture: "unknown" } }), { code: "platform-missing" });
});

test("an attestation is told by any one of its marks", async (t) => {
	const marks = [
		{ platform: { os: "unknown", architecture: "unknown" } },
		{ annotations: ATTESTATION },
		{ artifactType: "application/vnd.example" },
	];
	for (const mark of marks) {
		const files = new LayoutFiles();
		const image = files.image({ config: HOST });
		files.layout(files.image({ config: HOST, layers: [] }, mark), image);

		const opened = await openImage(t, files);

		assert.equal(opened.digest, image.digest);
	}
});

test("docker's media types are OCI's by other names", async (t) => {
	const files = new LayoutFiles();
	const docker = "application/vnd.docker.distribution.manifest.v2+json";
	const list = "application/vnd.docker.distribution.manifest.list.v2+json";
	const manifest = files.image({ config: HOST, manifest: { mediaType: docker } }, { platform: HOST });
	const index = files.blob({ schemaVersion: 2, mediaType: list, manifests: [{ ...manifest, mediaType: docker }] }, list);
	files.layout(index);

	const image = await openImage(t, files);

	assert.equal(image.digest, manifest.digest);
});

test("a layer whose blob is missing or of another size costs only itself", async (t) => {
	const files = new LayoutFiles();
	const layers = [tar([file("a", "1")]), tar([file("b", "2")]), tar([file("c", "3")])];
	files.layout(files.image({ layers }));
	files.delete(blobPath(digestOf(layers[0] ?? "")));
	files.set(blobPath(digestOf(layers[1] ?? "")), "short");

	const image = await openImage(t, files);

	const [missing, short, whole] = image.layers;
	await assert.rejects(Array.fromAsync(missing?.read() ?? []), { code: "blob-missing", blob: digestOf(layers[0] ?? "") });
	await assert.rejects(Array.fromAsync(short?.read() ?? []), { code: "size-mismatch", blob: digestOf(layers[1] ?? "") });
	assert.deepEqual(Buffer.concat(await Array.fromAsync(whole?.read() ?? [])), layers[2]);
});

test("diff ids that are not one per layer are dropped, and that is said", async (t) => {
	const files = new LayoutFiles();
	files.layout(files.image({ config: { rootfs: { type: "layers", diff_ids: [] } } }));

	const image = await openImage(t, files);

	assert.equal(image.layers[0]?.diffId, undefined);
	assert.deepEqual(
		image.coverage?.map(({ code }) => code),
		["layer-diff-id-mismatch"],
	);
});

test("after closing no layer can be read", async (t) => {
	const files = new LayoutFiles();
	files.layout(files.image());
	const image = await openArchived(t, files);

	await image.close();

	await assert.rejects(Array.fromAsync(image.layers[0]?.read() ?? []), { code: "target-unreadable" });
});

test("a target may be a link, as what the user names is the user's own", async (t) => {
	const files = new LayoutFiles();
	files.layout(files.image());
	const folder = await files.writeFolder(join(await temporaryFolder(t), "layout"));
	symlinkSync(folder, `${folder}-link`);

	const image = await openSubject(`${folder}-link`, { limits: defaultLimits() });

	assert.equal(image.kind, "image");
});

function attestationOf(files: LayoutFiles): JsonDescriptor {
	const platform = { os: "unknown", architecture: "unknown" };
	return files.image({ config: platform, layers: [Buffer.from("{}")] }, { platform, annotations: ATTESTATION });
}

async function openImage(t: TestContext, files: LayoutFiles, select = "", options: Partial<OpenOptions> = {}): Promise<Image> {
	const folder = await files.writeFolder(await temporaryFolder(t));
	return asImage(t, await openSubject(`${select === "" ? "" : "oci:"}${folder}${select}`, { limits: defaultLimits(), ...options }));
}

async function openArchived(t: TestContext, files: LayoutFiles): Promise<Image> {
	const archive = join(await temporaryFolder(t), "layout.tar");
	writeFileSync(archive, files.tar());
	return asImage(t, await openSubject(archive, { limits: defaultLimits() }));
}

function asImage(t: TestContext, subject: Awaited<ReturnType<typeof openSubject>>): Image {
	assert.ok(subject.kind === "image");
	t.after(() => subject.close());
	return subject;
}

function summary({ digest, configDigest, tags, platform, layers }: Image): unknown {
	return { digest, configDigest, tags, platform, layers: layers.map((layer) => ({ ...layer, read: undefined })) };
}
