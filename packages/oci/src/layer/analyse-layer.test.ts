import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { type CoverageCode, type Digest, defaultLimits, digestOf, type Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { Layer } from "../image.ts";
import { directory, file, hardLink, layerOf, symlink, tar } from "../testing/index.ts";
import { analyseLayer } from "./analyse-layer.ts";
import type { LayerAnalysis } from "./layer-analysis.ts";

const NOISE = Buffer.concat(Array.from({ length: 1250 }, (_, index) => createHash("sha256").update(String(index)).digest()));
const TAR = tar([directory("etc"), file("etc/first", "1"), file("noise", NOISE), file("last", "3")]);
const PATHS = ["/etc", "/etc/first", "/noise", "/last"];
const NOWHERE: Digest = `sha256:${"0".repeat(64)}`;

function analyse(layer: Layer, limits: Partial<Limits> = {}, keeps: (path: string) => boolean = () => true): Promise<LayerAnalysis> {
	return analyseLayer(layer, { limits: { ...defaultLimits(), ...limits }, keeps });
}

function codesOf(analysis: LayerAnalysis): CoverageCode[] {
	return analysis.coverage.map(({ code }) => code);
}

for (const compression of ["gzip", "zstd", "none"] as const) {
	test(`a layer stored with compression ${compression} is read, whatever its media type says`, async () => {
		const layer = layerOf({ tar: TAR, compression, mediaType: "application/octet-stream" });

		const analysis = await analyse(layer, {}, (path) => path === "/etc/first");

		assert.deepEqual(analysis.entries.paths, PATHS);
		assert.deepEqual(
			[...analysis.contents].map(([index, bytes]) => [index, Buffer.from(bytes).toString()]),
			[[1, "1"]],
		);
		assert.deepEqual([analysis.blobDigest, analysis.diffId], [layer.digest, digestOf(TAR)]);
		assert.equal(analysis.tarSize, TAR.length);
		assert.deepEqual(analysis.coverage, []);
	});

	test(`a layer cut short anywhere with compression ${compression} keeps what came before, and says so`, async () => {
		const { length } = await bytesOf(layerOf({ tar: TAR, compression }));
		for (let cut = 600; cut < length - 1024; cut += 1777) {
			const blob = (await bytesOf(layerOf({ tar: TAR, compression }))).subarray(0, cut);

			const analysis = await analyse(layerOf({ tar: TAR, blob }));

			assert.deepEqual(codesOf(analysis), ["layer-corrupt"], `${cut} bytes`);
			assert.equal(analysis.diffId, undefined);
			assert.deepEqual(analysis.entries.paths, PATHS.slice(0, analysis.entries.paths.length), `${cut} bytes`);
			assert.equal(analysis.contents.size, analysis.entries.paths.filter((path) => path !== "/etc").length);
		}
	});
}

test("an analysis survives being cloned", async () => {
	const analysis = await analyse(layerOf({ tar: [file("a", "x"), symlink("l", "a"), hardLink("h", "a")] }));

	assert.deepEqual(structuredClone(analysis), analysis);
});

test("gzip members, zstd frames, skippable frames and padding are one stream", async () => {
	const skippable = Buffer.concat([Buffer.from("502a4d1805000000", "hex"), Buffer.from("extra")]);
	const [head, tail] = [TAR.subarray(0, 700), TAR.subarray(700)];
	const blobs = {
		members: [gzipSync(head), gzipSync(Buffer.alloc(0)), gzipSync(tail)],
		"zero padding": [gzipSync(TAR), Buffer.alloc(1000)],
		"trailing garbage": [gzipSync(TAR), Buffer.from("garbage")],
		frames: [skippable, zstdCompressSync(head), skippable, zstdCompressSync(tail), skippable],
	};

	for (const [what, parts] of Object.entries(blobs)) {
		const blob = Buffer.concat(parts);
		for (const chunkSize of [7, 1000, blob.length]) {
			const analysis = await analyse(layerOf({ tar: TAR, blob }, {}, chunkSize));

			assert.deepEqual([analysis.diffId, codesOf(analysis)], [digestOf(TAR), []], `${what} in chunks of ${chunkSize}`);
		}
	}
});

test("damage within a gzip loses nothing that came before it", async () => {
	const members = [gzipSync(TAR.subarray(0, 2048)), gzipSync(TAR.subarray(2048))];
	const blob = Buffer.concat(members);
	blob.fill(0xff, (members[0]?.length ?? 0) + 10, (members[0]?.length ?? 0) + 30);

	const analysis = await analyse(layerOf({ tar: TAR, blob }));

	assert.deepEqual(codesOf(analysis), ["layer-corrupt"]);
	assert.deepEqual(analysis.entries.paths, ["/etc", "/etc/first"]);
	assert.equal(analysis.contents.size, 1);
});

test("garbage after a tar that is not what the configuration claims is damage", async () => {
	const blob = Buffer.concat([gzipSync(TAR), Buffer.from("garbage")]);

	const analysis = await analyse(layerOf({ tar: TAR, blob, diffId: NOWHERE }));

	assert.deepEqual(codesOf(analysis), ["layer-corrupt"]);
});

test("nothing is used of a blob that is not what the manifest names, damaged or not", async () => {
	const claims: readonly Partial<Layer>[] = [{ digest: NOWHERE }, { size: 1 }, { digest: `sha512:${"0".repeat(128)}` }];
	for (const claim of claims) {
		for (const blob of [gzipSync(TAR), gzipSync(TAR).subarray(0, 5000), Buffer.from("BZh9")]) {
			const analysis = await analyse(layerOf({ tar: TAR, blob }, claim));

			assert.deepEqual(codesOf(analysis), ["layer-digest-mismatch"]);
			assert.equal(analysis.entries.paths.length + analysis.contents.size, 0);
		}
	}
});

test("a sha512 digest is verified as one", async () => {
	const blob = gzipSync(TAR);

	const analysis = await analyse(layerOf({ tar: TAR, blob }, { digest: digestOf(blob, "sha512"), diffId: digestOf(TAR, "sha512") }));

	assert.deepEqual([codesOf(analysis), analysis.diffId], [[], digestOf(TAR, "sha512")]);
});

test("content that is not what the configuration claims is kept, and said", async () => {
	const claimed = await analyse(layerOf({ tar: TAR, diffId: NOWHERE }));
	const named = await analyse(layerOf({ tar: TAR }, { digest: NOWHERE, diffId: NOWHERE, digestOf: "tar" }));

	for (const analysis of [claimed, named]) {
		assert.deepEqual(codesOf(analysis), ["layer-diff-id-mismatch"]);
		assert.match(analysis.coverage[0]?.message ?? "", new RegExp(`${NOWHERE}.*${digestOf(TAR)}`));
		assert.deepEqual([analysis.entries.paths.length, analysis.diffId], [4, digestOf(TAR)]);
	}
});

test("what is neither gzip, zstd nor tar is named", async () => {
	const found = { "BZh91AY&SY": "bzip2", "\u00fd7zXZ\0more": "xz", "PK\u0003\u0004zip": "zip" };
	for (const [text, name] of Object.entries(found)) {
		const analysis = await analyse(layerOf({ tar: [], blob: Buffer.from(text.padEnd(600, "x"), "latin1"), mediaType: "x+encrypted" }));

		assert.deepEqual(codesOf(analysis), ["layer-unsupported"]);
		assert.match(analysis.coverage[0]?.message ?? "", new RegExp(`${name}.*x\\+encrypted`));
	}
});

test("a blob that is not there is missing, or foreign by its media type", async () => {
	const foreign = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";

	assert.deepEqual(codesOf(await analyse(layerOf({ tar: TAR, missing: true }))), ["layer-missing"]);
	assert.deepEqual(codesOf(await analyse(layerOf({ tar: TAR, missing: true, mediaType: foreign }))), ["layer-foreign"]);
	assert.deepEqual(codesOf(await analyse(layerOf({ tar: TAR, mediaType: foreign }))), []);
});

test("failures to read a blob are told by what they are", async () => {
	const expected = {
		"blob-not-a-file": "layer-missing",
		"size-mismatch": "layer-digest-mismatch",
		"target-unreadable": "layer-corrupt",
	} as const;
	for (const [code, coverage] of Object.entries(expected)) {
		const read = (): AsyncIterable<Uint8Array> => failing(new OciError(code as keyof typeof expected, "it failed"));

		const analysis = await analyse(layerOf({ tar: TAR }, { read }));

		assert.deepEqual([codesOf(analysis), analysis.entries.paths.length], [[coverage], 0]);
	}
});

test("an empty blob is an empty layer", async () => {
	const analysis = await analyse(layerOf({ tar: Buffer.alloc(0), compression: "none" }));

	assert.deepEqual([analysis.entries.paths, codesOf(analysis)], [[], []]);
});

async function bytesOf(layer: Layer): Promise<Buffer> {
	return Buffer.concat(await Array.fromAsync(layer.read()));
}

// biome-ignore lint/correctness/useYield: it fails before there is anything to yield
async function* failing(error: Error): AsyncGenerator<Uint8Array> {
	throw error;
}
