import assert from "node:assert/strict";
import { test } from "node:test";
import { directory, file, hardLink, opaque, symlink, whiteout } from "../testing/index.ts";
import { pathsOf, readStack, textOf } from "../testing/read-stack.ts";

test("a whiteout hides lower layers only, before or after what its own layer adds", async () => {
	for (const layer of [
		[whiteout("d/old"), file("d/new", "2")],
		[file("d/new", "2"), whiteout("d/old"), whiteout("d/new")],
		[whiteout("d"), file("d/new", "2")],
		[file("d/new", "2"), whiteout("d")],
		[opaque("d"), file("d/new", "2")],
		[file("d/new", "2"), opaque("d")],
	]) {
		const { tree, coverage } = await readStack([[file("d/old", "1"), file("d/new", "1"), file("e")], layer]);

		assert.deepEqual([pathsOf(tree), textOf(tree, "/d/new"), coverage], [["/d", "/d/new", "/e"], "2", []]);
	}
});

test("links are followed so far and no further, however long their targets and many who ask", async () => {
	const detour = "a/../".repeat(50);
	const chain = Array.from({ length: 30 }, (_, index) => symlink(`l${index}`, `${detour}l${index + 1}`));
	const askers = Array.from({ length: 100 }, (_, index) => symlink(`x${index}`, "l0"));

	const { tree } = await readStack([[directory("a"), file("l30", "end"), ...chain, ...askers]], true, { maxLinkSteps: 20_000 });

	assert.deepEqual([tree.isSpent, tree.stat("/x99"), tree.stat("/l30")?.kind], [true, undefined, "file"]);
});

test("an opaque root hides everything below, AUFS's own files are no files", async () => {
	const { tree, coverage } = await readStack([
		[file("a"), file("b/c")],
		[opaque("."), file("d"), file(".wh..wh.aufs"), file(".wh..wh.plnk/1.2")],
	]);

	assert.deepEqual([pathsOf(tree), coverage], [["/d"], []]);
});

test("a whiteout that names a folder above hides nothing", async () => {
	const { tree, coverage } = await readStack([[file("a/b")], [file("a/.wh..."), file("a/.wh.."), file("a/.wh.")]]);

	assert.deepEqual(pathsOf(tree), ["/a", "/a/b"]);
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

	assert.deepEqual(pathsOf((await readStack([bottom, [symlink("d", "f")]])).tree), ["/d", "/f", "/l"]);
	assert.deepEqual(pathsOf((await readStack([bottom, [file("d")]])).tree), ["/d", "/f", "/l"]);
	assert.deepEqual(pathsOf((await readStack([bottom, [directory("f"), file("f/x")]])).tree), ["/d", "/d/child", "/f", "/f/x", "/l"]);
	assert.deepEqual(pathsOf((await readStack([bottom, [directory("l"), file("l/x")]])).tree), ["/d", "/d/child", "/f", "/l", "/l/x"]);
});

test("a folder on a folder merges and brings its own attributes", async () => {
	const { tree } = await readStack([
		[directory("d", 0o700), file("d/a")],
		[directory("d", 0o755), file("d/b")],
	]);

	assert.deepEqual([pathsOf(tree), tree.stat("/d")?.mode, tree.stat("/d")?.layer], [["/d", "/d/a", "/d/b"], 0o755, 1]);
});

test("an entry below a symlink of a lower layer goes where the link leads", async () => {
	const { tree, coverage } = await readStack([
		[directory("usr/lib"), symlink("lib", "usr/lib"), symlink("out", "../../new")],
		[file("lib/x", "x"), file("out/y", "y")],
	]);

	assert.deepEqual(pathsOf(tree), ["/lib", "/new", "/new/y", "/out", "/usr", "/usr/lib", "/usr/lib/x"]);
	assert.deepEqual([textOf(tree, "/lib/x"), textOf(tree, "/out/y"), coverage], ["x", "y", []]);
});

test("entries behind endless links, or below a link to a file, are ignored and said", async () => {
	const { tree, coverage } = await readStack(
		[
			[symlink("a", "b"), symlink("b", "a"), file("f"), symlink("l", "f")],
			[file("a/x"), file("l/x")],
		],
		[],
	);

	assert.deepEqual(pathsOf(tree), ["/a", "/b", "/f", "/l"]);
	assert.deepEqual(
		coverage.map(({ code, path }) => [code, path]),
		[
			["entry-ignored", "/a/x"],
			["entry-ignored", "/l/x"],
		],
	);
});

test("names are normalised and never lead out, of two the last wins", async () => {
	const { tree } = await readStack([[file("./a//b", "1"), file("/a/./b", "2"), file("../../up", "u"), file("x/../y", "y")]]);

	assert.deepEqual([pathsOf(tree), textOf(tree, "/a/b")], [["/a", "/a/b", "/up", "/y"], "2"]);
	assert.deepEqual([tree.stat("/a")?.layer, tree.stat("/a/b")?.layer], [undefined, 0]);
});

test("hard links share content, reach lower layers and outlive their other name, whatever the order", async () => {
	const { tree, coverage } = await readStack([
		[file("a", "A"), hardLink("first", "second"), hardLink("second", "third"), file("third", "3"), symlink("s", "a")],
		[hardLink("b", "a"), hardLink("t", "s")],
		[whiteout("a"), whiteout("third")],
	]);

	assert.deepEqual(pathsOf(tree), ["/b", "/first", "/s", "/second", "/t"]);
	assert.deepEqual(
		["/b", "/first", "/second"].map((path) => textOf(tree, path)),
		["A", "3", "3"],
	);
	assert.deepEqual([tree.lstat("/t")?.kind, tree.lstat("/t")?.linkTarget, coverage], ["symlink", "a", []]);
});

test("a hard link to nothing or to a folder is ignored and said", async () => {
	const { tree, coverage } = await readStack([[directory("d"), hardLink("h", "nothing"), hardLink("i", "d")]]);

	assert.deepEqual(pathsOf(tree), ["/d"]);
	assert.deepEqual(
		coverage.map(({ code, path }) => [code, path]),
		[
			["entry-ignored", "/i"],
			["entry-ignored", "/h"],
		],
	);
});
