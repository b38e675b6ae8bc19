import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import type { CoverageCode, Digest, LimitName } from "@plimsoll/core";
import { blobPath, directory, file, hardLink, header, type LayerToWrite, symlink, tar, whiteout } from "@plimsoll/oci/testing";
import { layerOfFiles, repeated } from "./testing/bombs.ts";
import { temporaryFolder } from "./testing/command-line.ts";
import { layer, scanHostile } from "./testing/hostile-image.ts";

const NOTHING = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** What is expected of one hostile layer: what is said of it, and which of its packages are found nevertheless. */
interface Case {
	readonly title: string;
	readonly layer: LayerToWrite | (() => LayerToWrite);
	readonly code: CoverageCode;
	readonly limit?: LimitName;
	readonly path?: string;
	readonly packages?: readonly string[];
}

const noise = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) >> (index % 13)));
const whole = tar([npm("first"), file("noise", noise), npm("last")]);
const zeros = gzipSync(Buffer.alloc(1 << 24));

const DAMAGED: readonly Case[] = [
	...[5, 20, 5000, 0.5, 0.99].flatMap((at): Case[] => {
		const cut = (blob: Buffer): Buffer => blob.subarray(0, at < 1 ? blob.length * at : at);
		const gzip = cut(gzipSync(whole));
		const zstd = cut(zstdCompressSync(whole));
		return [
			{
				title: `gzip cut at ${at}`,
				layer: { tar: whole, blob: gzip },
				code: "layer-corrupt",
				packages: at === 0.5 || at === 0.99 || at === 5000 ? ["first"] : [],
			},
			{ title: `zstd cut at ${at}`, layer: { tar: whole, blob: zstd, compression: "zstd" }, code: "layer-corrupt" },
		];
	}),
	{ title: "an empty blob", layer: { tar: whole, blob: Buffer.alloc(0) }, code: "layer-diff-id-mismatch" },
	{ title: "a tar cut in a header", layer: plain(whole.subarray(0, 100)), code: "layer-corrupt" },
	{ title: "a tar cut in a file", layer: plain(whole.subarray(0, 5000)), code: "layer-corrupt", packages: ["first"] },
	{
		title: "a diff id that is another layer's",
		layer: { tar: [npm("x")], diffId: NOTHING },
		code: "layer-diff-id-mismatch",
		packages: ["x"],
	},
];

const BOMBS: readonly Case[] = [
	{ title: "10 GB of zeros", layer: blob(repeated(zeros, 640)), code: "layer-limit", limit: "maxInflateRatio" },
	{
		title: "a 10 GB gzip bomb behind a package",
		layer: blob(
			Buffer.concat([
				gzipSync(tar([npm("x")]).subarray(0, 1024)),
				gzipSync(header({ path: "z", size: 2 ** 33 - 1 }, 0)),
				repeated(zeros, 640),
			]),
		),
		code: "layer-limit",
		limit: "maxInflateRatio",
		packages: ["x"],
	},
	{
		title: "a 10 GB zstd bomb",
		layer: blob(repeated(zstdCompressSync(Buffer.alloc(1 << 24)), 640)),
		code: "layer-limit",
		limit: "maxInflateRatio",
	},
	{ title: "a million gzip members", layer: blob(repeated(gzipSync("a"), 1_000_000)), code: "layer-corrupt" },
	{
		title: "more entries and implied folders than are allowed",
		layer: () => layerOfFiles(200_000, (index) => `${index}/a/b/c/d/e/f/g`),
		code: "layer-limit",
		limit: "maxEntries",
	},
	{
		title: "links whose targets are long detours, in chains",
		layer: layer(directory("a"), ...linkChains()),
		code: "link-loop",
		limit: "maxLinkSteps",
	},
];

const TRICKS: readonly Case[] = [
	{
		title: "a path deeper than is allowed",
		layer: layer(file(`${"d/".repeat(300)}x`), npm("x")),
		code: "entry-ignored",
		limit: "maxPathDepth",
		packages: ["x"],
	},
	{
		title: "a path longer than is allowed",
		layer: layer(file("p".repeat(5000)), npm("x")),
		code: "entry-ignored",
		limit: "maxPathBytes",
		packages: ["x"],
	},
	{ title: "a hard link to nothing", layer: layer(hardLink("a", "nowhere"), npm("x")), code: "entry-ignored", path: "/a", packages: ["x"] },
	{
		title: "hard links in a circle",
		layer: layer(hardLink("a", "b"), hardLink("b", "a"), npm("x")),
		code: "entry-ignored",
		path: "/a",
		packages: ["x"],
	},
	{
		title: "a package file that is a link to itself",
		layer: layer(symlink("app/package.json", "package.json"), npm("x")),
		code: "link-loop",
		limit: "maxLinks",
		path: "/app/package.json",
		packages: ["x"],
	},
	{
		title: "a package file that is a FIFO",
		layer: layer({ path: "app/package.json", type: "6" }, npm("x")),
		code: "file-unreadable",
		path: "/app/package.json",
		packages: ["x"],
	},
	{
		title: "a whiteout that names the folder above",
		layer: layer(file("var/.wh..."), npm("x")),
		code: "entry-ignored",
		path: "/var/.wh...",
		packages: ["x"],
	},
	{
		title: "a NUL in a name",
		layer: layer({ ...file("a"), pax: { path: "etc/os-release\0x" } }, npm("x")),
		code: "entry-ignored",
		packages: ["x"],
	},
	{ title: "a file that takes the root's place", layer: layer(file("./"), npm("x")), code: "entry-ignored", path: "/", packages: ["x"] },
];

for (const [kind, cases] of Object.entries({ damaged: DAMAGED, bomb: BOMBS, trick: TRICKS })) {
	for (const one of cases) {
		test(`${kind}: ${one.title} costs only itself, and is said`, async (t) => {
			const { ran, coverage, image, packages } = await scanHostile(temporaryFolder(t), [
				typeof one.layer === "function" ? one.layer() : one.layer,
			]);

			const entry = coverage.find(({ code }) => code === one.code);
			assert.equal(ran.status, 3);
			assert.ok(entry !== undefined, JSON.stringify(coverage.slice(0, 5)));
			assert.equal(entry.limit, one.limit);
			if (one.path !== undefined) assert.equal(entry.path, one.path);
			if (one.limit !== "maxLinkSteps" && entry.path === undefined) assert.equal(entry.layer, image.layerDigests[1]);
			if (one.packages !== undefined) assert.deepEqual(packages, one.packages);
		});
	}
}

for (const [title, code, sabotage] of [
	["a layer that is not there", "layer-missing", (blob: string) => rmSync(blob)],
	["a layer that is a FIFO", "layer-missing", (blob: string) => replace(blob, () => execFileSync("mkfifo", [blob]))],
	[
		"a layer that is a link to the host's files",
		"layer-missing",
		(blob: string) => replace(blob, () => symlinkSync("/etc/hostname", blob)),
	],
	["a layer that was tampered with", "layer-digest-mismatch", (blob: string) => writeFileSync(blob, flipped(readFileSync(blob), 12))],
	["a layer of another size", "layer-digest-mismatch", (blob: string) => writeFileSync(blob, "x")],
] as const) {
	test(`${title} costs only itself, and is named`, async (t: TestContext) => {
		const folder = temporaryFolder(t);
		const path = (digest: Digest): string => join(folder, blobPath(digest));

		const { ran, coverage, image, packages } = await scanHostile(folder, [layer(npm("x"))], ({ layerDigests: [, hostile] }) =>
			sabotage(path(hostile as Digest)),
		);

		assert.deepEqual([ran.status, packages], [3, []]);
		assert.deepEqual(
			coverage.map((entry) => [entry.code, entry.layer]),
			[[code, image.layerDigests[1]]],
		);
		assert.ok(coverage[0]?.message.includes(String(image.layerDigests[1])));
	});
}

test("a million entries are read", async (t) => {
	const { ran, coverage } = await scanHostile(temporaryFolder(t), [layerOfFiles(1_000_000, (index) => `folder/${index}`)]);

	assert.deepEqual([ran.status, coverage], [0, []]);
});

test("paths that lead out of the image stay in it, twice the same path is the last, whiteouts hide lower layers only", async (t) => {
	const layers = [
		layer(npm("../../../../climbed"), npm("hidden"), npm("twice", "1.0.0"), npm("twice", "2.0.0"), symlink("out", "../../../etc")),
		layer(npm("kept"), whiteout("app/node_modules/kept"), whiteout("app/node_modules/hidden"), file("out/outside")),
	];

	const { ran, coverage, packages } = await scanHostile(temporaryFolder(t), layers);

	assert.deepEqual([ran.status, coverage], [0, []]);
	assert.deepEqual(packages, ["climbed", "kept", "twice"]);
});

function npm(name: string, version: string = "1.0.0"): ReturnType<typeof file> {
	return file(`app/node_modules/${name}/package.json`, JSON.stringify({ name: name.slice(name.lastIndexOf("/") + 1), version }));
}

function plain(tar: Uint8Array): LayerToWrite {
	return { tar, compression: "none" };
}

function blob(bytes: Uint8Array): LayerToWrite {
	return { tar: [], blob: bytes };
}

function flipped(bytes: Buffer, at: number): Buffer {
	const index = at < 0 ? bytes.length + at : at;
	bytes.writeUInt8(bytes.readUInt8(index) ^ 0x10, index);
	return bytes;
}

function replace(path: string, by: () => void): void {
	rmSync(path);
	by();
}

function linkChains(): ReturnType<typeof symlink>[] {
	const chain = Array.from({ length: 39 }, (_, index) => symlink(`l${index}`, `${"a/../".repeat(800)}l${index + 1}`));
	return [...chain, ...Array.from({ length: 5000 }, (_, index) => symlink(`x${index}`, "l0"))];
}
