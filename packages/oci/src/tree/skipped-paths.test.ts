import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type CoverageEntry, defaultLimits } from "@plimsoll/core";
import { imageOf, layerOf } from "../testing/image-in-memory.ts";
import { temporaryFolder } from "../testing/layout-files.ts";
import { pathsOf, textOf } from "../testing/read-stack.ts";
import { directory, file, hardLink, symlink } from "../testing/tar-writer.ts";
import type { FileTree } from "./file-tree.ts";
import { readDirectory } from "./read-directory.ts";
import { readLayers } from "./read-layers.ts";
import type { ReadOptions } from "./read-options.ts";
import { type SkipPatterns, SkippedPaths } from "./skipped-paths.ts";

const ITEMS = [
	directory("app"),
	file("app/a.json", "a"),
	file("app/b.json", "b"),
	directory("app/vendor"),
	file("app/vendor/c.json", "c"),
	directory("app/vendor/deep"),
	file("app/vendor/deep/d.json", "d"),
	hardLink("app/linked.json", "app/vendor/c.json"),
	symlink("app/far.json", "vendor/deep/d.json"),
	symlink("app/near.json", "a.json"),
	symlink("lib", "app/vendor"),
] as const;

const PATTERNS: SkipPatterns = { folders: ["/app/vendor/", "no/such"], files: ["**/{b,near}.json", "app/vendor/x"] };

interface Read {
	readonly tree: FileTree;
	readonly coverage: readonly CoverageEntry[];
	readonly asked: readonly string[];
}

async function read(patterns: SkipPatterns, reading: (options: ReadOptions) => Promise<FileTree>): Promise<Read> {
	const coverage: CoverageEntry[] = [];
	const asked: string[] = [];
	const wants = (path: string): boolean => asked.push(path) > 0;
	const skipped = new SkippedPaths(patterns);
	const tree = await reading({ wants, skipped, limits: defaultLimits(), report: (entry) => coverage.push(entry) });
	return { tree, coverage, asked };
}

test("what is passed over of an image stays in its tree, is never given out, and is counted", async () => {
	const image = imageOf([layerOf({ tar: ITEMS }), layerOf({ tar: [file("lib/late.json", "late"), file("app/late.json", "l")] })]);

	const { tree, coverage } = await read(PATTERNS, (options) => readLayers(image, options));

	assert.deepEqual(
		tree.kept().map(({ path }) => path),
		["/app/a.json", "/app/late.json", "/app/linked.json"],
	);
	assert.ok(pathsOf(tree).includes("/app/vendor/deep/d.json"));
	assert.deepEqual(
		["/app/b.json", "/app/vendor/c.json", "/app/far.json", "/lib/late.json", "/app/near.json"].map((path) => textOf(tree, path)),
		[undefined, undefined, undefined, undefined, "a"],
	);
	assert.deepEqual(coverage, [{ code: "skipped", message: "Passed over as was asked for (--skip-dirs: 1, --skip-files: 2)" }]);
});

test("a folder that is passed over is not looked into", async (t) => {
	const root = await temporaryFolder(t);
	mkdirSync(join(root, "app/vendor/deep"), { recursive: true });
	for (const path of ["app/a.json", "app/b.json", "app/vendor/c.json", "app/vendor/deep/d.json"]) writeFileSync(join(root, path), "x");

	const { tree, coverage, asked } = await read(PATTERNS, (options) =>
		readDirectory({ kind: "directory", target: root, root, holds: "files" }, options),
	);

	assert.deepEqual(pathsOf(tree), ["/app", "/app/a.json", "/app/b.json", "/app/vendor"]);
	assert.deepEqual([tree.kept().map(({ path }) => path), asked.includes("/app/vendor/c.json")], [["/app/a.json"], false]);
	assert.deepEqual(
		coverage.map(({ code, message }) => [code, message]),
		[["skipped", "Passed over as was asked for (--skip-dirs: 1, --skip-files: 1)"]],
	);
});

test("where nothing fits a pattern nothing is said", async () => {
	const image = imageOf([layerOf({ tar: ITEMS })]);

	const { coverage, tree } = await read({ folders: ["vendor"], files: ["a.json"] }, (options) => readLayers(image, options));

	assert.deepEqual(coverage, []);
	assert.equal(tree.kept().length, 7);
});

test("a pattern that stands for too much is refused", () => {
	assert.throws(() => new SkippedPaths({ folders: [], files: ["{a,b}".repeat(20)] }), { code: "pattern-invalid" });
});
