import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type CoverageEntry, defaultLimits, type Limits } from "@plimsoll/core";
import type { TakesExcerpt } from "../layer/index.ts";
import { file, hardLink, imageOf, layerOf, symlink, type TarItem, whiteout } from "../testing/index.ts";
import type { FileTree } from "./file-tree.ts";
import { readDirectory } from "./read-directory.ts";
import { readLayers } from "./read-layers.ts";
import { SkippedPaths } from "./skipped-paths.ts";

/** The first four characters of every file in a folder called bin. */
const takesFirst: TakesExcerpt = ({ path }) => {
	let text = "";
	if (!path.includes("/bin/")) return undefined;
	return {
		push: (bytes) => {
			text += Buffer.from(bytes).toString("latin1");
			return text !== "none";
		},
		end: () => (text === "none" ? undefined : Buffer.from(text.slice(0, 4))),
	};
};

const coverage: CoverageEntry[] = [];
const reading = {
	wants: () => false,
	excerpts: takesFirst,
	limits: defaultLimits(),
	report: (entry: CoverageEntry) => coverage.push(entry),
};

function excerptsIn(tree: FileTree): [string, string][] {
	return tree.excerpts().map(({ entry, bytes }) => [entry.path, Buffer.from(bytes).toString()]);
}

function treeOf(layers: readonly TarItem[][], limits: Partial<Limits> = {}): Promise<FileTree> {
	coverage.length = 0;
	const image = imageOf(layers.map((items) => layerOf({ tar: items })));
	return readLayers(image, { ...reading, limits: { ...defaultLimits(), ...limits } });
}

test("excerpts are those of the squashed tree, hard links included", async () => {
	const tree = await treeOf([
		[file("bin/old", "old one"), file("bin/gone", "gone"), file("bin/same", "same")],
		[file("bin/old", "new one"), whiteout("bin/gone"), hardLink("hard", "bin/same"), symlink("soft", "bin/old")],
	]);

	assert.deepEqual(
		[excerptsIn(tree), coverage],
		[
			[
				["/bin/old", "new "],
				["/bin/same", "same"],
				["/hard", "same"],
			],
			[],
		],
	);
});

test("excerpts of all layers together stay within the limit", async () => {
	const tree = await treeOf([[file("bin/a", "aaaa")], [file("bin/b", "bbbb")]], { maxKeptBytes: 6 });

	assert.deepEqual(
		[excerptsIn(tree), coverage.map(({ code, limit }) => [code, limit])],
		[[["/bin/a", "aaaa"]], [["file-limit", "maxKeptBytes"]]],
	);
});

test("no excerpt is taken of what is passed over, nor given out by another name of it", async () => {
	const image = imageOf([layerOf({ tar: [file("bin/a", "aaaa"), file("bin/b", "bbbb"), hardLink("skip/bin/c", "bin/a")] })]);
	const skipped = new SkippedPaths({ folders: ["skip"], files: ["bin/b"] });

	const tree = await readLayers(image, { ...reading, skipped });

	assert.deepEqual(excerptsIn(tree), [["/bin/a", "aaaa"]]);
});

test("what passed by without an excerpt is asked for once more, under the names of links too", async () => {
	const asked: string[] = [];
	const image = imageOf([
		layerOf({
			tar: [
				file("bin/seen", "seen"),
				file("plain", "text"),
				symlink("a.jar", "bin/seen"),
				symlink("b.jar", "plain"),
				hardLink("c.jar", "plain"),
			],
		}),
	]);
	const wants = (path: string, isMissed = false): boolean => {
		if (isMissed) asked.push(path);
		return isMissed && path.endsWith(".jar");
	};

	const tree = await readLayers(image, { ...reading, wants });

	assert.deepEqual(asked, ["/b.jar"]);
	assert.deepEqual(
		tree.kept().map(({ path }) => path),
		["/b.jar", "/c.jar", "/plain"],
	);
});

test("a file of a folder that cannot be read has what its reader keeps of it then", async () => {
	const root = mkdtempSync(join(tmpdir(), "plimsoll-excerpts-"));
	try {
		for (const name of ["gone", "short", "whole"]) writeFileSync(join(root, name), "content");
		const excerpts: TakesExcerpt = ({ path }) => {
			if (path === "/gone") rmSync(root + path);
			if (path === "/short") truncateSync(root + path);
			return { push: () => true, end: () => Buffer.from("read"), unread: () => Buffer.from("unread") };
		};

		const tree = await readDirectory({ kind: "directory", target: root, root, holds: "files" }, { ...reading, excerpts });

		assert.deepEqual(excerptsIn(tree), [
			["/gone", "unread"],
			["/short", "unread"],
			["/whole", "read"],
		]);
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
});

test("files of a folder have excerpts too, read in pieces", async () => {
	const root = mkdtempSync(join(tmpdir(), "plimsoll-excerpts-"));
	try {
		mkdirSync(join(root, "bin"));
		writeFileSync(join(root, "bin/large"), `1234${"x".repeat(600_000)}`);
		writeFileSync(join(root, "bin/none"), "none");
		writeFileSync(join(root, "bin/empty"), "");
		symlinkSync("/etc/passwd", join(root, "bin/out"));

		const tree = await readDirectory({ kind: "directory", target: root, root, holds: "files" }, reading);

		assert.deepEqual(excerptsIn(tree), [
			["/bin/empty", ""],
			["/bin/large", "1234"],
		]);
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
});
