import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { accessSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { type Digest, defaultLimits, digestOf, type Platform } from "@plimsoll/core";
import { compressionOf } from "../files/compression.ts";
import type { Image } from "../image.ts";
import { openSubject } from "../open-subject.ts";

const TOOLS = ["skopeo", "umoci", "buildah"];
const missing = TOOLS.filter((tool) => !isThere(tool));
/** CI has the tools installed; there a missing one is a failure. */
const skip = missing.length > 0 && process.env["CI"] !== "true" ? `${missing.join(", ")}: not installed` : false;

let folder = "";
let manifestDigest: Digest;
let expected: { configDigest: Digest; diffIds: readonly Digest[]; createdBy: readonly string[] };

before(() => {
	if (skip !== false) return;
	folder = mkdtempSync(join(tmpdir(), "plimsoll-sources-"));
	buildLayout();
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("a layout that umoci made is what skopeo says it is", { skip }, async (t) => {
	const image = await open(t, "oci:layout:app");

	assert.equal(image.digest, manifestDigest);
	await assertSame(image);
});

const CONVERSIONS = {
	"a layout with zstd layers": { to: "oci:zstd:1.0", options: ["--dest-compress-format", "zstd"], open: "zstd" },
	"a layout in an archive": { to: "oci-archive:oci.tar:1.0", options: [], open: "oci.tar" },
	"a layout in an archive, by a name with colons": {
		to: "oci-archive:named.tar:docker.io/library/app:1.0",
		options: [],
		open: "oci-archive:named.tar:app:1.0",
	},
	"an archive with docker's media types": {
		to: "oci-archive:v2s2.tar:1.0",
		options: ["--format", "v2s2"],
		open: "oci-archive:v2s2.tar:1.0",
	},
	"a docker archive": { to: "docker-archive:docker.tar:app:1.0", options: [], open: "docker.tar" },
	"a docker archive, by a shorter name": {
		to: "docker-archive:short.tar:docker.io/library/app:1.0",
		options: [],
		open: "docker-archive:short.tar:app:1.0",
	},
} as const;

for (const [title, { to, options, open: target }] of Object.entries(CONVERSIONS)) {
	test(`${title}, by skopeo, holds the same image`, { skip }, async (t) => {
		run("skopeo", "copy", "-q", ...options, "oci:layout:app", to);

		await assertSame(await open(t, target));
	});
}

test("a docker archive compressed as a whole holds the same image", { skip }, async (t) => {
	run("skopeo", "copy", "-q", "oci:layout:app", "docker-archive:whole.tar");
	const bytes = readFileSync(join(folder, "whole.tar"));
	writeFileSync(join(folder, "whole.tar.gz"), gzipSync(bytes));
	writeFileSync(join(folder, "whole.tar.zst"), zstdCompressSync(bytes));

	for (const name of ["whole.tar.gz", "whole.tar.zst"]) await assertSame(await open(t, name));
});

test("what skopeo calls dir: is not mistaken for a folder without packages", { skip }, async (t) => {
	run("skopeo", "copy", "-q", "oci:layout:app", "dir:blobs");

	await assert.rejects(open(t, "blobs"), { code: "format-unknown", message: /skopeo/ });
	await assert.rejects(openSubject(`dir:${folder}/blobs`, { limits: defaultLimits() }), { code: "format-unknown" });
});

test("what buildah pushes, as an index of two platforms and as an archive, is opened by platform", { skip }, async (t) => {
	const architectures = buildPlatforms();

	for (const architecture of architectures) {
		const image = await open(t, "multi", { os: "linux", architecture });
		const archived = await open(t, `${architecture}.tar`);

		assert.deepEqual([image.platform.architecture, archived.platform.architecture], [architecture, architecture]);
		assert.equal(archived.configDigest, image.configDigest);
		await assertIntact(image);
		await assertIntact(archived);
	}
	await assert.rejects(open(t, "multi", { os: "linux", architecture: "s390x" }), {
		code: "platform-missing",
		message: /it has linux\/amd64, linux\/arm64$/,
	});
});

/** Two layers and a change of the configuration, which adds a line to the history but no layer. */
function buildLayout(): void {
	mkdirSync(join(folder, "root/etc"), { recursive: true });
	writeFileSync(join(folder, "root/etc/os-release"), "ID=debian\nVERSION_ID=12\n");
	writeFileSync(join(folder, "root/large"), Buffer.alloc(3_000_000, "plimsoll "));
	run("umoci", "init", "--layout", "layout");
	run("umoci", "new", "--image", "layout:app");
	run("umoci", "insert", "--image", "layout:app", "--history.created_by", "COPY etc /etc", "root/etc", "/etc");
	run("umoci", "config", "--image", "layout:app", "--history.created_by", "CMD sh", "--config.cmd", "sh");
	run("umoci", "insert", "--image", "layout:app", "--history.created_by", "COPY large /large", "root/large", "/large");

	const manifest = run("skopeo", "inspect", "--raw", "oci:layout:app");
	const config = run("skopeo", "inspect", "--config", "--raw", "oci:layout:app");
	manifestDigest = digestOf(manifest);
	expected = {
		configDigest: digestOf(config),
		diffIds: JSON.parse(config.toString()).rootfs.diff_ids,
		createdBy: ["COPY etc /etc", "COPY large /large"],
	};
}

function buildPlatforms(): readonly string[] {
	const buildah = (...options: string[]) => run("buildah", "--storage-driver", "vfs", "--root", "storage", "--runroot", "run", ...options);
	const container = buildah("from", "scratch").toString().trim();
	buildah("copy", container, "root/etc", "/etc");
	buildah("manifest", "create", "list");
	const architectures = ["amd64", "arm64"];
	for (const architecture of architectures) {
		buildah("config", "--arch", architecture, container);
		buildah("commit", "-q", container, `app:${architecture}`);
		buildah("manifest", "add", "list", `containers-storage:localhost/app:${architecture}`);
		buildah("push", "-q", `localhost/app:${architecture}`, `docker-archive:${architecture}.tar`);
	}
	buildah("manifest", "push", "-q", "--all", "list", "oci:multi:1.0");
	return architectures;
}

async function assertSame(image: Image): Promise<void> {
	const { configDigest, diffIds, createdBy } = expected;

	assert.equal(image.configDigest, configDigest);
	assert.deepEqual([image.layers.map(({ diffId }) => diffId), image.layers.map((layer) => layer.createdBy)], [diffIds, createdBy]);
	await assertIntact(image);
}

/** The bytes of each layer have the digest that the layer names, and inflate to its diff id. */
async function assertIntact({ layers }: Image): Promise<void> {
	assert.notEqual(layers.length, 0);
	for (const layer of layers) {
		const bytes = Buffer.concat(await Array.fromAsync(layer.read()));
		const inflated = inflate(bytes);

		assert.equal(digestOf(layer.digestOf === "blob" ? bytes : inflated), layer.digest);
		assert.equal(digestOf(inflated), layer.diffId);
		assert.equal(layer.size, bytes.length);
	}
}

function inflate(bytes: Buffer): Buffer {
	const compression = compressionOf(bytes);
	if (compression === "gzip") return gunzipSync(bytes);
	return compression === "zstd" ? zstdDecompressSync(bytes) : bytes;
}

/** Opens a target whose path is relative to the test's folder. */
async function open(t: TestContext, target: string, platform?: Platform): Promise<Image> {
	const placed = target.replace(/^((?:oci|oci-archive|docker-archive):)?/, `$1${folder}/`);
	const subject = await openSubject(placed, { limits: defaultLimits(), ...(platform === undefined ? {} : { platform }) });
	assert.ok(subject.kind === "image");
	t.after(() => subject.close());
	return subject;
}

function run(tool: string, ...options: string[]): Buffer {
	return execFileSync(tool, options, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
}

function isThere(tool: string): boolean {
	return (process.env["PATH"] ?? "").split(delimiter).some((path) => {
		try {
			accessSync(join(path, tool));
			return path !== "";
		} catch {
			return false;
		}
	});
}
