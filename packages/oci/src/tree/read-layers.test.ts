import assert from "node:assert/strict";
import { test } from "node:test";
import { type CoverageEntry, defaultLimits, digestOf, type Limits } from "@plimsoll/core";
import type { Layer } from "../image.ts";
import { directory, file, hardLink, imageOf, layerOf, opaque, symlink, type TarItem, tar, whiteout } from "../testing/index.ts";
import type { FileTree } from "./file-tree.ts";
import { readLayers } from "./read-layers.ts";

interface Read {
	readonly tree: FileTree;
	readonly coverage: CoverageEntry[];
}

async function read(
	layers: readonly (Layer | TarItem[])[],
	wanted: readonly string[] | true = true,
	limits: Partial<Limits> = {},
): Promise<Read> {
	const coverage: CoverageEntry[] = [];
	const image = imageOf(layers.map((layer) => (Array.isArray(layer) ? layerOf({ tar: layer }) : layer)));
	const wants = (path: string): boolean => wanted === true || wanted.includes(path);
	const tree = await readLayers(image, { wants, limits: { ...defaultLimits(), ...limits }, report: (entry) => coverage.push(entry) });
	return { tree, coverage };
}

function paths(tree: FileTree): string[] {
	return [...tree.entries()].map(({ path }) => path);
}

function text(tree: FileTree, path: string): string | undefined {
	const entry = tree.stat(path);
	const bytes = entry && tree.content(entry);
	return bytes && Buffer.from(bytes).toString();
}

test("a whiteout hides lower layers only, before or after what its own layer adds", async () => {
	for (const layer of [
		[whiteout("d/old"), file("d/new", "2")],
		[file("d/new", "2"), whiteout("d/old"), whiteout("d/new")],
		[whiteout("d"), file("d/new", "2")],
		[file("d/new", "2"), whiteout("d")],
		[opaque("d"), file("d/new", "2")],
		[file("d/new", "2"), opaque("d")],
	]) {
		const { tree, coverage } = await read([[file("d/old", "1"), file("d/new", "1"), file("e")], layer]);

		assert.deepEqual([paths(tree), text(tree, "/d/new"), coverage], [["/d", "/d/new", "/e"], "2", []]);
	}
});

test("an opaque root hides everything below, AUFS's own files are no files", async () => {
	const { tree, coverage } = await read([
		[file("a"), file("b/c")],
		[opaque("."), file("d"), file(".wh..wh.aufs"), file(".wh..wh.plnk/1.2")],
	]);

	assert.deepEqual([paths(tree), coverage], [["/d"], []]);
});

test("a whiteout that names a folder above hides nothing", async () => {
	const { tree, coverage } = await read([[file("a/b")], [file("a/.wh..."), file("a/.wh.."), file("a/.wh.")]]);

	assert.deepEqual(paths(tree), ["/a", "/a/b"]);
	assert.deepEqual(
		coverage.map(({ code, path }) => [code, path]),
		[
			["entry-ignored", "/a/.wh..."],
			["entry-ignored", "/a/.wh.."],
			["entry-ignored", "/a/.wh."],
		],
	);
});

test("what a path was before is gone with all below it", async () => {
	const bottom = [file("d/child"), symlink("l", "d"), file("f")];

	assert.deepEqual(paths((await read([bottom, [symlink("d", "f")]])).tree), ["/d", "/f", "/l"]);
	assert.deepEqual(paths((await read([bottom, [file("d")]])).tree), ["/d", "/f", "/l"]);
	assert.deepEqual(paths((await read([bottom, [directory("f"), file("f/x")]])).tree), ["/d", "/d/child", "/f", "/f/x", "/l"]);
	assert.deepEqual(paths((await read([bottom, [directory("l"), file("l/x")]])).tree), ["/d", "/d/child", "/f", "/l", "/l/x"]);
});

test("a folder on a folder merges and brings its own attributes", async () => {
	const { tree } = await read([
		[directory("d", 0o700), file("d/a")],
		[directory("d", 0o755), file("d/b")],
	]);

	assert.deepEqual([paths(tree), tree.stat("/d")?.mode, tree.stat("/d")?.layer], [["/d", "/d/a", "/d/b"], 0o755, 1]);
});

test("an entry below a symlink of a lower layer goes where the link leads", async () => {
	const { tree, coverage } = await read([
		[directory("usr/lib"), symlink("lib", "usr/lib"), symlink("out", "../../new")],
		[file("lib/x", "x"), file("out/y", "y")],
	]);

	assert.deepEqual(paths(tree), ["/lib", "/new", "/new/y", "/out", "/usr", "/usr/lib", "/usr/lib/x"]);
	assert.deepEqual([text(tree, "/lib/x"), text(tree, "/out/y"), coverage], ["x", "y", []]);
});

test("entries behind endless links, or below a link to a file, are ignored and said", async () => {
	const { tree, coverage } = await read(
		[
			[symlink("a", "b"), symlink("b", "a"), file("f"), symlink("l", "f")],
			[file("a/x"), file("l/x")],
		],
		[],
	);

	assert.deepEqual(paths(tree), ["/a", "/b", "/f", "/l"]);
	assert.deepEqual(
		coverage.map(({ code, path }) => [code, path]),
		[
			["entry-ignored", "/a/x"],
			["entry-ignored", "/l/x"],
		],
	);
});

test("names are normalised and never lead out, of two the last wins", async () => {
	const { tree } = await read([[file("./a//b", "1"), file("/a/./b", "2"), file("../../up", "u"), file("x/../y", "y")]]);

	assert.deepEqual([paths(tree), text(tree, "/a/b")], [["/a", "/a/b", "/up", "/y"], "2"]);
	assert.deepEqual([tree.stat("/a")?.layer, tree.stat("/a/b")?.layer], [undefined, 0]);
});

test("hard links share content, reach lower layers and outlive their other name, whatever the order", async () => {
	const { tree, coverage } = await read([
		[file("a", "A"), hardLink("first", "second"), hardLink("second", "third"), file("third", "3"), symlink("s", "a")],
		[hardLink("b", "a"), hardLink("t", "s")],
		[whiteout("a"), whiteout("third")],
	]);

	assert.deepEqual(paths(tree), ["/b", "/first", "/s", "/second", "/t"]);
	assert.deepEqual(
		["/b", "/first", "/second"].map((path) => text(tree, path)),
		["A", "3", "3"],
	);
	assert.deepEqual([tree.lstat("/t")?.kind, tree.lstat("/t")?.linkTarget, coverage], ["symlink", "a", []]);
});

test("a hard link to nothing or to a folder is ignored and said", async () => {
	const { tree, coverage } = await read([[directory("d"), hardLink("h", "nothing"), hardLink("i", "d")]]);

	assert.deepEqual(paths(tree), ["/d"]);
	assert.deepEqual(
		coverage.map(({ code, path }) => [code, path]),
		[
			["entry-ignored", "/i"],
			["entry-ignored", "/h"],
		],
	);
});

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

	const { tree, coverage } = await read(layers, wanted);

	assert.deepEqual(
		wanted.map((path) => text(tree, path)),
		["1", "2", "3", "6"],
	);
	assert.deepEqual(
		[text(tree, "/store/one"), text(tree, "/store/four"), text(tree, "/lib/five"), coverage],
		["1", undefined, undefined, []],
	);
});

test("what is hidden takes its content along, and what is wanted behind endless links is said", async () => {
	const layers = [
		[file("a", "x".repeat(80)), symlink("loop", "loop")],
		[file("b", "y".repeat(80)), whiteout("a")],
	];

	const { tree, coverage } = await read(layers, true, { maxKeptBytes: 100 });

	assert.equal(text(tree, "/b"), "y".repeat(80));
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

	const { tree, coverage } = await read(layers, true, { maxFileBytes: 100, maxKeptBytes: 100 });

	assert.deepEqual(
		coverage.map(({ code, path, limit, layer }) => [code, path, limit, layer]),
		[
			["file-limit", "/b", "maxKeptBytes", tree.layers[0]?.digest],
			["file-limit", "/big", "maxFileBytes", tree.layers[0]?.digest],
		],
	);
	assert.equal(text(tree, "/a")?.length, 60);
});

test("a bad layer costs only itself", async () => {
	const bad = layerOf({ tar: [file("lost")], blob: Buffer.from("BZh9") });

	const { tree, coverage } = await read([[file("a")], bad, layerOf({ tar: [], missing: true }), [file("b")]]);

	assert.deepEqual(paths(tree), ["/a", "/b"]);
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
	] as const) {
		const { tree, coverage } = await read(layers, true, limits);

		assert.deepEqual(paths(tree), expected);
		assert.deepEqual(
			coverage.map(({ code, limit }) => [code, limit]),
			Array.from({ length: codes }, () => ["layer-limit", Object.keys(limits)[0]]),
		);
		assert.equal(tree.layers.length, 4);
	}
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
	const { tree } = await read([[file("a/c"), file("a-b"), file("a.b"), file("a/b/z"), file("B"), symlink("l", "a")]]);

	const all = paths(tree);

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

	const { coverage } = await read([items], [], { maxEntries: 5000 });

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
