import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type CoverageEntry, defaultLimits, type Limits } from "@plimsoll/core";
import type { FileTree } from "./file-tree.ts";
import { readDirectory } from "./read-directory.ts";
import { SkippedPaths } from "./skipped-paths.ts";

interface Read {
	readonly tree: FileTree;
	readonly coverage: CoverageEntry[];
	readonly text: (path: string) => string | undefined;
}

async function withFolder(fill: (root: string) => void, look: (read: Read) => void, limits: Partial<Limits> = {}): Promise<void> {
	const root = mkdtempSync(join(tmpdir(), "plimsoll-directory-"));
	const coverage: CoverageEntry[] = [];
	try {
		fill(root);
		const directory = { kind: "directory", target: root, root, holds: "files" } as const;
		const options = {
			wants: () => true,
			limits: { ...defaultLimits(), ...limits },
			report: (entry: CoverageEntry) => coverage.push(entry),
		};
		const tree = await readDirectory(directory, options);
		const text = (path: string): string | undefined => {
			const entry = tree.stat(path);
			const bytes = entry && tree.content(entry);
			return bytes && Buffer.from(bytes).toString();
		};
		look({ tree, coverage, text });
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}

test("a folder is read as the root of a file system, links followed inside it only", async () => {
	await withFolder(
		(root) => {
			mkdirSync(join(root, "etc"));
			writeFileSync(join(root, "etc/file"), "content", { mode: 0o640 });
			symlinkSync("/etc/file", join(root, "absolute"));
			symlinkSync("../../../../../../etc/file", join(root, "outwards"));
			symlinkSync("/etc/passwd", join(root, "host"));
			mkdirSync(join(root, ".git"));
			writeFileSync(join(root, ".git/config"), "");
		},
		({ tree, coverage, text }) => {
			assert.deepEqual(
				[...tree.entries()].map(({ path, kind }) => [path, kind]),
				[
					["/absolute", "symlink"],
					["/etc", "directory"],
					["/etc/file", "file"],
					["/host", "symlink"],
					["/outwards", "symlink"],
				],
			);
			assert.deepEqual(["/absolute", "/outwards", "/host"].map(text), ["content", "content", undefined]);
			assert.deepEqual([tree.stat("/etc/file")?.mode, tree.layers, coverage], [0o640, [], []]);
		},
	);
});

test("a FIFO is not waited for", {
	skip: spawnSync("mkfifo", ["--version"]).status === 0 ? false : "mkfifo is not installed",
}, async () => {
	await withFolder(
		(root) => spawnSync("mkfifo", [join(root, "fifo")]),
		({ tree, coverage }) => {
			assert.equal(tree.stat("/fifo")?.kind, "other");
			assert.deepEqual(
				coverage.map(({ code, path }) => [code, path]),
				[["file-unreadable", "/fifo"]],
			);
		},
	);
});

test("the kernel's own file systems are not entered", {
	skip: existsSync("/proc/self/status") ? false : "no /proc",
}, async () => {
	const skipped = new SkippedPaths({ folders: ["[!pd]*", "p[!r]*", "d[!e]*"], files: [] });

	const tree = await readDirectory(
		{ kind: "directory", target: "/", root: "/", holds: "system" },
		{ wants: () => false, skipped, limits: { ...defaultLimits(), maxEntries: 1000 }, report: () => {} },
	);

	assert.notEqual(tree.stat("/usr"), undefined);
	assert.equal(tree.stat("/proc"), undefined);
	assert.equal(tree.stat("/dev") === undefined, lstatSync("/dev").dev !== lstatSync("/").dev);
});

test("names that are no UTF-8 can be opened", async () => {
	await withFolder(
		(root) => writeFileSync(Buffer.concat([Buffer.from(`${root}/a`), Buffer.of(0xff, 0xfe)]), "x"),
		({ tree, text }) => {
			const [entry] = tree.entries();

			assert.equal(text(entry?.path ?? ""), "x");
		},
	);
});

test("a file that is gone, a link or a FIFO by the time it is read is said, and not waited for", async () => {
	const root = mkdtempSync(join(tmpdir(), "plimsoll-directory-"));
	const swaps: Readonly<Record<string, (path: string) => void>> = {
		"/fifo": (path) => void spawnSync("mkfifo", [path]),
		"/gone": () => {},
		"/link": (path) => symlinkSync("/etc/passwd", path),
	};
	const coverage: CoverageEntry[] = [];
	try {
		for (const path of Object.keys(swaps)) writeFileSync(join(root, path), "x");
		const wants = (path: string): boolean => {
			rmSync(join(root, path));
			swaps[path]?.(join(root, path));
			return true;
		};

		await readDirectory(
			{ kind: "directory", target: root, root, holds: "files" },
			{ wants, limits: defaultLimits(), report: (entry) => coverage.push(entry) },
		);

		assert.deepEqual(
			coverage.map(({ code, path }) => [code, path]),
			Object.keys(swaps).map((path) => ["file-unreadable", path]),
		);
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
});

test("limits on files, their number and their depth hold", async () => {
	await withFolder(
		(root) => {
			mkdirSync(join(root, "a/b/c/d"), { recursive: true });
			writeFileSync(join(root, "a/b/c/d/deep"), "x");
			writeFileSync(join(root, "big"), "x".repeat(100));
		},
		({ tree, coverage }) => {
			assert.deepEqual(
				[...tree.entries()].map(({ path }) => path),
				["/a", "/a/b", "/a/b/c", "/big"],
			);
			assert.deepEqual(
				coverage.map(({ code, path, limit }) => [code, path, limit]),
				[
					["file-limit", "/a/b/c", "maxPathDepth"],
					["file-limit", "/big", "maxFileBytes"],
				],
			);
		},
		{ maxPathDepth: 2, maxFileBytes: 50 },
	);
	await withFolder(
		(root) => {
			for (let index = 0; index < 5; index++) writeFileSync(join(root, String(index)), "");
		},
		({ tree, coverage }) => {
			assert.deepEqual([[...tree.entries()].length, coverage.map(({ limit }) => limit)], [3, ["maxEntries"]]);
		},
		{ maxEntries: 3 },
	);
});

test("a root that is no folder is an error", async () => {
	const options = { wants: () => true, limits: defaultLimits(), report: () => {} };

	for (const root of ["/nowhere/at/all", import.meta.filename]) {
		await assert.rejects(readDirectory({ kind: "directory", target: root, root, holds: "files" }, options), {
			code: "target-unreadable",
			path: root,
		});
	}
});
