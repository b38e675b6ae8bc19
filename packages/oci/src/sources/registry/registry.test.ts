import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type CoverageEntry, defaultLimits, digestOf, type Limits, type Platform } from "@plimsoll/core";
import type { Image } from "../../image.ts";
import { openSubject } from "../../open-subject.ts";
import { serve, type TestServer } from "../../testing/http-server.ts";
import { settingsFor } from "../../testing/impatient.ts";
import { type JsonDescriptor, LayoutFiles, MANIFEST, temporaryFolder } from "../../testing/layout-files.ts";
import { memoryRegistry, type RegistryContent } from "../../testing/memory-registry.ts";
import { file, symlink, tar } from "../../testing/tar-writer.ts";
import { readLayers } from "../../tree/read-layers.ts";
import { registry } from "./index.ts";

const AMD64: Platform = { os: "linux", architecture: "amd64" };

interface Opening {
	readonly name?: (host: string) => string;
	readonly limits?: Partial<Limits>;
	readonly guard?: RegistryContent["guard"];
}

async function open(
	t: TestContext,
	files: LayoutFiles,
	image: JsonDescriptor,
	opening: Opening = {},
): Promise<{ image: Image; server: TestServer }> {
	const { name = (host) => `${host}/app`, limits = {}, guard } = opening;
	const server = await serve(t, memoryRegistry({ files, tags: { latest: image }, ...(guard === undefined ? {} : { guard }) }));
	const settings = settingsFor(await temporaryFolder(t));
	const options = { limits: { ...defaultLimits(), ...limits }, platform: AMD64, registry: settings };
	const opened = await openSubject(name(server.host), options);
	assert.ok(opened.kind === "image");
	t.after(() => opened.close());
	return { image: opened, server };
}

const PATHS = [
	"./app",
	"/srv/app",
	"~/app",
	"../app",
	"app.tar",
	"app.tar.gz",
	"bom.json",
	"bom.cdx.json",
	"app.tgz",
	"sbom.xml",
	"App",
	"a b",
	"http://a/b",
];

for (const text of PATHS) {
	test(`${text} is not looked for in a registry`, async () => {
		assert.equal(registry.recognises(text), false);
		await assert.rejects(openSubject(text, { limits: defaultLimits() }), { code: "target-not-found" });
	});
}

test("names of images are", () => {
	const names = ["debian", "debian:12", "ghcr.io/org/app:1.2", "localhost:5000/app", `app@${digestOf("x")}`];

	assert.deepEqual(names.filter(registry.recognises), names);
});

test("a name with the prefix is one, whatever paths there are; what is no name is refused", async (t) => {
	const files = new LayoutFiles();
	const { image } = await open(t, files, files.image(), { name: (host) => `registry:${host}/app` });

	assert.match(image.target, /^registry:/);
	await assert.rejects(openSubject("registry:App", { limits: defaultLimits() }), { code: "target-invalid", message: /lower case/ });
	await assert.rejects(openSubject("registry:", { limits: defaultLimits() }), { code: "target-invalid" });
});

test("a host that is called registry is no prefix", async (t) => {
	const settings = settingsFor(await temporaryFolder(t), { environment: { HTTPS_PROXY: "http://127.0.0.1:1" } });

	await assert.rejects(openSubject("registry:5000/app", { limits: defaultLimits(), registry: settings }), {
		code: "registry-unreachable",
		path: "registry:5000/app",
	});
});

test("of an index the platform is taken, through indexes inside it, and never what only accompanies images", async (t) => {
	const files = new LayoutFiles();
	const attestation = files.image({ config: { author: "builder" } }, { platform: { os: "unknown", architecture: "unknown" } });
	const arm = files.image({ config: { architecture: "arm64" } }, { platform: { os: "linux", architecture: "arm64" } });
	const amd = files.image();
	const inner = files.index([attestation, amd], { platform: undefined });
	const { image, server } = await open(t, files, files.index([arm, inner]));

	assert.equal(image.digest, amd.digest);
	assert.deepEqual(image.tags, [`${server.host}/app:latest`]);
	assert.equal(
		server.seen.some(({ url }) => url.includes(arm.digest) || url.includes(attestation.digest)),
		false,
	);
});

test("opening fetches no layer, and reading fetches small ones once, though they are read twice", async (t) => {
	const files = new LayoutFiles();
	const lower = tar([file("data/a", "content")]);
	const upper = tar([symlink("wanted", "data/a")]);
	const { image, server } = await open(t, files, files.image({ layers: [lower, upper] }));
	const blobs = () => server.seen.filter(({ url }) => image.layers.some(({ digest }) => url.endsWith(digest))).length;
	assert.equal(blobs(), 0);

	const coverage: CoverageEntry[] = [];
	const progress: (number | undefined)[][] = [];
	const tree = await readLayers(image, {
		wants: (path) => path === "/wanted",
		limits: defaultLimits(),
		report: (entry) => coverage.push(entry),
		onProgress: (bytes, total) => progress.push([bytes, total]),
	});

	const entry = tree.stat("/wanted");
	assert.equal(Buffer.from((entry && tree.content(entry)) ?? "").toString(), "content");
	assert.deepEqual([coverage, blobs()], [[], 2]);
	assert.deepEqual(progress.at(-1), [lower.length + upper.length, lower.length + upper.length]);
});

test("a descriptor that lies about a manifest's size is refused", async (t) => {
	const files = new LayoutFiles();
	const amd = files.image({}, { platform: AMD64 });

	await assert.rejects(open(t, files, files.index([{ ...amd, size: amd.size + 1 }])), { code: "size-mismatch" });
	await assert.rejects(open(t, files, files.index([{ ...amd, size: 5_000_000 }])), { code: "limit-exceeded" });
});

test("an index that wants thousands of manifests to be fetched meets a limit", async (t) => {
	const files = new LayoutFiles();
	const many = Array.from({ length: 30 }, (_, index) => files.image({ config: { architecture: `a${index}` } }));

	await assert.rejects(open(t, files, files.index(many), { limits: { maxFetches: 20 } }), { code: "limit-exceeded", limit: "maxFetches" });
});

test("a layer that is kept elsewhere by design is said to be, and its address is not asked", async (t) => {
	const files = new LayoutFiles();
	const elsewhere = await serve(t, (_, response) => void response.end());
	const foreign = {
		mediaType: "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
		digest: digestOf("windows"),
		size: 7,
		urls: [`${elsewhere.origin}/layer`],
	};
	const config = files.blob(
		{ ...AMD64, rootfs: { type: "layers", diff_ids: [digestOf("windows")] } },
		"application/vnd.oci.image.config.v1+json",
	);
	const { image } = await open(t, files, files.blob({ schemaVersion: 2, config, layers: [foreign] }, MANIFEST));
	const coverage: CoverageEntry[] = [];

	await readLayers(image, { wants: () => true, limits: defaultLimits(), report: (entry) => coverage.push(entry) });

	assert.deepEqual(
		coverage.map(({ code }) => code),
		["layer-foreign"],
	);
	assert.equal(elsewhere.seen.length, 0);
});

test("a name that leads nowhere is said to be no path, either", async (t) => {
	const files = new LayoutFiles();

	await assert.rejects(open(t, files, files.image(), { name: (host) => `${host}/app:2.0` }), {
		code: "manifest-unknown",
		message: /nor is there a path 127/,
	});
	await assert.rejects(
		open(t, files, files.image(), { name: (host) => `registry:${host}/app:2.0` }),
		(error: Error) => !error.message.includes("path"),
	);
});

test("Ctrl-C ends a download", async (t) => {
	const files = new LayoutFiles();
	const stop = new AbortController();
	const layer = tar([file("large", Buffer.alloc(100_000))]);
	const guard: RegistryContent["guard"] = ({ url }, response) => {
		if (url?.endsWith(digestOf(layer)) !== true) return false;
		response.writeHead(200).write(layer.subarray(0, 50_000));
		setImmediate(() => stop.abort(new Error("interrupted")));
		return true;
	};
	const { image } = await open(t, files, files.image({ layers: [layer] }), { guard });

	const reading = readLayers(image, { wants: () => true, limits: defaultLimits(), report: () => {}, signal: stop.signal });

	await assert.rejects(reading, /interrupted/);
});
