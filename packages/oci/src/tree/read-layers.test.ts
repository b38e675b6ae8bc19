import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { type CoverageEntry, defaultLimits, digestOf } from "@plimsoll/core";
import { openSubject } from "../open-subject.ts";
import { directory, file, hardLink, imageOf, layerOf, symlink, tar, whiteout } from "../testing/index.ts";
import { temporaryFolder } from "../testing/layout-files.ts";
import { writeLayout } from "../testing/layout-writer.ts";
import { pathsOf, readStack, textOf } from "../testing/read-stack.ts";
import { readLayers } from "./read-layers.ts";

test("content is there for every path that is wanted, however it is linked", async () => {
	const layers = [
		[
			file("store/one", "1"),
			hardLink("hard", "store/one"),
			file("store/two", "2"),
			symlink("soft", "store/two"),
			file("store/lib/three", "3"),
			symlink("lib", "store/lib"),
			symlink("twice", "lib"),
			file("store/four", "4"),
			file("store/lib/five", "5"),
		],
		[file("lib/six", "6")],
	];
	const wanted = ["/hard", "/soft", "/twice/three", "/store/lib/six"];

	const { tree, coverage } = await readStack(layers, wanted);

	assert.deepEqual(
		wanted.map((path) => textOf(tree, path)),
		["1", "2", "3", "6"],
	);
	assert.deepEqual(
		[textOf(tree, "/store/one"), textOf(tree, "/store/four"), textOf(tree, "/lib/five"), coverage],
		["1", undefined, undefined, []],
	);
});

test("the tree tells which files have content, and which links lead to one", async () => {
	const layers = [
		[file("b/one", "1"), symlink("a", "b/one"), hardLink("b-hard", "b/one"), symlink("folder", "b"), symlink("nowhere", "c")],
		[file("b/two", "2"), symlink("b/three", "two")],
	];

	const { tree } = await readStack(layers, ["/a", "/folder/two"]);

	assert.deepEqual(
		tree.kept().map(({ path, kind }) => [path, kind]),
		[
			["/a", "symlink"],
			["/b-hard", "file"],
			["/b/one", "file"],
			["/b/three", "symlink"],
			["/b/two", "file"],
		],
	);
});

test("what is hidden takes its content along, and what is wanted behind endless links is said", async () => {
	const layers = [
		[file("a", "x".repeat(80)), symlink("loop", "loop")],
		[file("b", "y".repeat(80)), whiteout("a")],
	];

	const { tree, coverage } = await readStack(layers, true, { maxKeptBytes: 100 });

	assert.equal(textOf(tree, "/b"), "y".repeat(80));
	assert.deepEqual(
		coverage.map(({ code, path }) => [code, path]),
		[["link-loop", "/loop"]],
	);
});

test("files beyond a limit are said once they are known to be there", async () => {
	const layers = [
		[file("big", "x".repeat(200)), file("gone", "x".repeat(200)), file("a", "x".repeat(60)), file("b", "x".repeat(60))],
		[whiteout("gone")],
	];

	const { tree, coverage } = await readStack(layers, true, { maxFileBytes: 100, maxKeptBytes: 100 });

	assert.deepEqual(
		coverage.map(({ code, path, limit, layer }) => [code, path, limit, layer]),
		[
			["file-limit", "/b", "maxKeptBytes", tree.layers[0]?.digest],
			["file-limit", "/big", "maxFileBytes", tree.layers[0]?.digest],
		],
	);
	assert.equal(textOf(tree, "/a")?.length, 60);
});

test("a bad layer costs only itself", async () => {
	const bad = layerOf({ tar: [file("lost")], blob: Buffer.from("BZh9") });

	const { tree, coverage } = await readStack([[file("a")], bad, layerOf({ tar: [], missing: true }), [file("b")]]);

	assert.deepEqual(pathsOf(tree), ["/a", "/b"]);
	assert.deepEqual(
		coverage.map(({ code }) => code),
		["layer-unsupported", "layer-missing"],
	);
	assert.deepEqual(
		tree.layers.map(({ diffId }) => diffId),
		[digestOf(tar([file("a")])), bad.diffId, digestOf(tar([])), digestOf(tar([file("b")]))],
	);
});

test("limits of the whole image end it in order of the layers", async () => {
	const layers = ["a", "b", "c", "d"].map((name) => [file(name)]);

	for (const [limits, expected, codes] of [
		[{ maxImageBytes: 3000 }, ["/a", "/b"], 2],
		[{ maxEntries: 2 }, ["/a", "/b"], 2],
		[{ maxAllPathsBytes: 3 }, ["/a", "/b"], 2],
	] as const) {
		const { tree, coverage } = await readStack(layers, true, limits);

		assert.deepEqual(pathsOf(tree), expected);
		assert.deepEqual(
			coverage.map(({ code, limit }) => [code, limit]),
			Array.from({ length: codes }, () => ["layer-limit", Object.keys(limits)[0]]),
		);
		assert.equal(tree.layers.length, 4);
	}
});

test("no more files are kept than a limit allows, in one layer or several", async () => {
	const layers = [
		[file("a", "1"), file("b", "2")],
		[file("c", "3"), symlink("d", "e"), file("e", "5")],
	];

	const { tree, coverage } = await readStack(layers, true, { maxKeptFiles: 2 });

	assert.deepEqual([textOf(tree, "/a"), textOf(tree, "/b"), textOf(tree, "/c"), textOf(tree, "/d")], ["1", "2", undefined, undefined]);
	assert.deepEqual(
		coverage.map(({ code, limit, path }) => [code, limit, path]),
		["/c", "/d"].map((path) => ["file-limit", "maxKeptFiles", path]),
	);
});

test("folders that paths only imply count as entries", async () => {
	const items = [file("a/b/c/d/one"), file("e/f/g/h/two"), file("three")];

	const { tree, coverage } = await readStack([items], true, { maxEntries: 7 });

	assert.deepEqual([tree.stat("/e/f/g/h/two")?.kind, tree.stat("/three")], ["file", undefined]);
	assert.deepEqual(
		coverage.map(({ code, limit }) => [code, limit]),
		[["layer-limit", "maxEntries"]],
	);
});

test("what should be a file that names packages and is none is said", async () => {
	const items = [{ path: "app/package.json", type: "6" }, { path: "dev/null", type: "3" }, file("app/other")];

	const { coverage } = await readStack([items], ["/app/package.json"]);

	assert.deepEqual(
		coverage.map(({ code, path }) => [code, path]),
		[["file-unreadable", "/app/package.json"]],
	);
});

test("progress counts the bytes of the blobs up to their sum", async () => {
	const layers = [layerOf({ tar: [file("a")] }), layerOf({ tar: [file("b", "x".repeat(5000))] })];
	const seen: (number | undefined)[][] = [];
	const total = layers.reduce((sum, { size = 0 }) => sum + size, 0);

	await readLayers(imageOf(layers), {
		wants: () => false,
		limits: defaultLimits(),
		report: () => {},
		onProgress: (...state) => seen.push(state),
	});

	assert.deepEqual(seen.at(-1), [total, total]);
});

test("entries come ordered by the code units of their paths, and folders list what they hold", async () => {
	const { tree } = await readStack([[file("a/c"), file("a-b"), file("a.b"), file("a/b/z"), file("B"), symlink("l", "a")]]);

	const all = pathsOf(tree);

	assert.deepEqual(
		all,
		all.toSorted((a, b) => (a < b ? -1 : 1)),
	);
	assert.equal(all.length, 8);
	assert.deepEqual(
		tree.list("/l").map(({ path }) => path),
		["/a/b", "/a/c"],
	);
	assert.deepEqual([tree.list("/a/c"), tree.list("/nothing"), tree.list("/").length], [[], [], 5]);
	assert.deepEqual([tree.stat("/")?.path, tree.stat("/l/b/../c")?.path, tree.lstat("/l")?.linkTarget], ["/", "/a/c", "a"]);
});

test("links that multiply paths without end are cut off and said", async () => {
	const names = Array.from({ length: 30 }, (_, index) => `d${index}`);
	const items = names.flatMap((name) => [directory(name), ...names.map((other) => symlink(`${name}/${other}`, `../${other}`))]);

	const { coverage } = await readStack([items], [], { maxEntries: 5000 });

	assert.deepEqual(
		coverage.map(({ code, limit }) => [code, limit]),
		[["file-limit", "maxEntries"]],
	);
});

test("an aborted signal ends the reading with its reason", async () => {
	const reason = new Error("enough");
	const options = { wants: () => true, limits: defaultLimits(), report: () => {}, signal: AbortSignal.abort(reason) };

	await assert.rejects(readLayers(imageOf([layerOf({ tar: [file("a")] })]), options), reason);
});

for (const compression of ["gzip", "zstd", "none"] as const) {
	test(`a layer of many chunks on disk comes through whole with compression ${compression}`, async (t) => {
		const folder = await temporaryFolder(t);
		const noise = randomBytes(3_000_000);
		await writeLayout(folder, { layers: [{ tar: [file("noise", noise)], compression }] });
		const image = await openSubject(`oci:${folder}`, { limits: defaultLimits(), platform: { os: "linux", architecture: "amd64" } });
		assert.equal(image.kind, "image");
		const coverage: CoverageEntry[] = [];

		const tree = await readLayers(image, { wants: () => true, limits: defaultLimits(), report: (entry) => coverage.push(entry) });
		await image.close();

		assert.deepEqual(coverage, []);
		assert.equal(digestOf(tree.content({ path: "/noise", kind: "file", size: noise.length, mode: 0o644 }) ?? ""), digestOf(noise));
	});
}
