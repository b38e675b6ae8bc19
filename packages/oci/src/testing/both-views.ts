import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { type CoverageEntry, defaultLimits, digestOf } from "@plimsoll/core";
import { openSubject } from "../open-subject.ts";
import type { FileEntry, WantsFile } from "../tree/file-tree.ts";
import { readLayers } from "../tree/read-layers.ts";

/** An image as umoci unpacks it and as we squash it: each path as one line, ordered. */
export interface BothViews {
	readonly unpacked: readonly string[];
	readonly squashed: readonly string[];
	/** What we report on the way. */
	readonly coverage: readonly CoverageEntry[];
}

/** Where umoci unpacks to, and which files are compared by content, too. */
export interface ViewOptions {
	/** A folder that does not exist yet. */
	readonly bundle: string;
	readonly wants: WantsFile;
}

/**
 * Looks at one image both ways.
 *
 * @param image `LAYOUT:TAG`
 * @returns undefined where umoci refuses the image
 */
export async function bothViews(image: string, { bundle, wants }: ViewOptions): Promise<BothViews | undefined> {
	const rootless = process.getuid?.() === 0 ? [] : ["--rootless"];
	if (spawnSync("umoci", ["unpack", ...rootless, "--image", image, bundle]).status !== 0) return undefined;

	const coverage: CoverageEntry[] = [];
	const limits = defaultLimits();
	const subject = await openSubject(`oci:${image}`, { limits, platform: { os: "linux", architecture: "amd64" } });
	assert.equal(subject.kind, "image");
	const tree = await readLayers(subject, { wants, limits, report: (entry) => coverage.push(entry) });
	await subject.close();
	const squashed = [...tree.entries()].map((entry) => describe(entry, wants(entry.path) ? tree.content(entry) : undefined));
	return { unpacked: listUnpacked(join(bundle, "rootfs"), wants).sort(), squashed: squashed.sort(), coverage };
}

function describe(entry: FileEntry, content: Uint8Array | undefined): string {
	const text = entry.kind === "file" ? digestOf(content ?? "") : (entry.linkTarget ?? "");
	const mode = entry.kind === "symlink" ? "" : entry.mode.toString(8);
	return `${entry.path} ${entry.kind} ${mode} ${entry.size} ${text}`;
}

function listUnpacked(root: string, wants: WantsFile, path = ""): string[] {
	return readdirSync(root + path, { withFileTypes: true }).flatMap((found) => {
		const child = `${path}/${found.name}`;
		const stats = lstatSync(root + child);
		const base = { path: child, mode: stats.mode & 0o7777, size: 0 };
		if (found.isDirectory()) return [describe({ ...base, kind: "directory" }, undefined), ...listUnpacked(root, wants, child)];
		if (found.isSymbolicLink()) return [describe({ ...base, kind: "symlink", linkTarget: readlinkSync(root + child) }, undefined)];
		if (!found.isFile()) return [describe({ ...base, kind: "other" }, undefined)];
		return [describe({ ...base, kind: "file", size: stats.size }, wants(child) ? readFileSync(root + child) : undefined)];
	});
}
