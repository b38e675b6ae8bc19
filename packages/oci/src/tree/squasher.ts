import type { CoverageSink, Digest, LimitName, Limits } from "@plimsoll/core";
import { excerptsLost, type LayerAnalysis, TAR_KINDS } from "../layer/index.ts";
import { cleanPath } from "../tar/index.ts";
import type { FileKind } from "./file-tree.ts";
import type { Inode } from "./node.ts";
import { NodeTree } from "./node-tree.ts";
import { type OpenedFolder, openFolder } from "./open-folder.ts";
import { resolve } from "./resolve.ts";
import { applyWhiteouts, isWhiteout } from "./whiteouts.ts";

/** A layer full of bad entries is described by the first of them and a count. */
const MAX_REPORTED = 50;

/** A hard link whose target may still come in the same layer. */
interface PendingLink {
	readonly path: string;
	readonly target: string;
}

/**
 * Puts layers on top of one another, bottom first, into one tree, as a container runtime would see it.
 *
 * Decided as containerd and umoci decide: `.` and `..` in paths go by their text and end at the root; an entry whose folder is a
 * symlink in a lower layer goes where the link leads; a directory on a directory merges, anything else replaces what was there
 * with all below it; of two entries for one path the last wins.
 */
export class Squasher {
	readonly tree: NodeTree;
	readonly #limits: Limits;
	readonly #report: CoverageSink;
	#entries = 0;
	#pathBytes = 0;
	#layer = 0;
	#digest: Digest | undefined;
	#ignoredCount = 0;
	#lostExcerpts = 0;
	#pending: PendingLink[] = [];
	#lastPath: string | undefined;
	#lastFolder: OpenedFolder | undefined;
	#lastRemovals = 0;

	constructor(limits: Limits, report: CoverageSink) {
		this.tree = new NodeTree(limits.maxLinkSteps);
		this.#limits = limits;
		this.#report = report;
	}

	/**
	 * Puts the next layer on top.
	 *
	 * @param digest names it in coverage
	 * @returns the limit that kept some of it from being placed
	 */
	add(analysis: LayerAnalysis, layer: number, digest: Digest): LimitName | undefined {
		this.#layer = layer;
		this.#digest = digest;
		this.#ignoredCount = 0;
		this.#lostExcerpts = 0;
		this.#pending = [];
		const { entries } = analysis;
		applyWhiteouts(this.tree, entries, this.#limits.maxLinks, (path) => this.#ignore(path, "it is a whiteout that names nothing"));
		const { length } = entries.paths;
		let placed = 0;
		for (; placed < length && this.#limitMet() === undefined; placed++) {
			this.#place(analysis, placed);
			this.#entries++;
			this.#pathBytes += (entries.paths[placed]?.length ?? 0) + (entries.linkTargets.get(placed)?.length ?? 0);
		}
		this.#placePending();
		if (this.#ignoredCount > MAX_REPORTED) this.#tell(`${this.#ignoredCount - MAX_REPORTED} more entries were ignored for such reasons`);
		if (this.#lostExcerpts > 0) this.#report(excerptsLost(digest, this.#lostExcerpts));
		return placed === length ? undefined : this.#limitMet();
	}

	#limitMet(): LimitName | undefined {
		if (this.#entries + this.tree.implied >= this.#limits.maxEntries) return "maxEntries";
		return this.#pathBytes > this.#limits.maxAllPathsBytes ? "maxAllPathsBytes" : undefined;
	}

	#place(analysis: LayerAnalysis, index: number): void {
		const path = analysis.entries.paths[index] ?? "/";
		const slash = path.lastIndexOf("/");
		if (isWhiteout(path, slash)) return;

		const kind = TAR_KINDS[analysis.entries.kinds[index] ?? 0] ?? "other";
		if (kind === "hardlink") {
			const target = cleanPath(analysis.entries.linkTargets.get(index) ?? "");
			if (!this.#link(path, target)) this.#pending.push({ path, target });
		} else if (path === "/") {
			if (kind === "directory") this.tree.describe(this.tree.root, this.#inode(analysis, index, kind), this.#layer);
			else this.#ignore(path, "it would replace the root");
		} else {
			this.#put(analysis, index, kind);
		}
	}

	#put(analysis: LayerAnalysis, index: number, kind: FileKind): void {
		const path = analysis.entries.paths[index] ?? "/";
		const slash = path.lastIndexOf("/");
		const opened = this.#open(path, slash);
		if (opened === undefined) return;

		const name = path.slice(slash + 1);
		const inode = this.#inode(analysis, index, kind);
		const existing = opened.folder.children?.get(name);
		if (kind === "directory" && existing?.inode.kind === "directory") {
			this.tree.describe(existing, inode, this.#layer);
			return;
		}
		const node = this.tree.put(opened.folder, name, inode, this.#layer);
		const excerpt = analysis.excerpts.get(index);
		if (excerpt !== undefined) this.#keepExcerpt(inode, excerpt);
		if (kind === "file") node.isSettled = this.#keep(analysis, index, inode) && !opened.isThroughLink;
	}

	/** Whether the question of its content is settled: it is kept, or was not asked for under the path of its entry. */
	#keep(analysis: LayerAnalysis, index: number, inode: Inode): boolean {
		const content = analysis.contents.get(index);
		if (content === undefined) return !analysis.withheld.has(index);
		if (!this.#hasRoom(content)) return false;
		this.tree.keep(inode, content);
		return true;
	}

	#keepExcerpt(inode: Inode, excerpt: Uint8Array): void {
		if (this.#hasRoom(excerpt)) this.tree.keepExcerpt(inode, excerpt);
		else this.#lostExcerpts++;
	}

	#hasRoom({ length }: Uint8Array): boolean {
		const { maxKeptBytes, maxKeptFiles } = this.#limits;
		return this.tree.keptBytes + length <= maxKeptBytes && this.tree.keptFiles < maxKeptFiles;
	}

	/** Makes a hard link; false where there is no target yet. */
	#link(path: string, target: string): boolean {
		const slash = path.lastIndexOf("/");
		const node = resolve(this.tree, target, { maxLinks: this.#limits.maxLinks, followsLast: false });
		if (typeof node !== "object") return false;
		if (node.inode.kind === "directory" || path === "/") {
			this.#ignore(path, `it is a hard link to the directory ${JSON.stringify(target)}`);
			return true;
		}
		const opened = this.#open(path, slash);
		if (opened === undefined || opened.folder.children?.get(path.slice(slash + 1)) === node) return true;
		this.tree.put(opened.folder, path.slice(slash + 1), node.inode, this.#layer);
		return true;
	}

	/** Hard links may come before their target, and before links that lead to it: in turns, from the last one up. */
	#placePending(): void {
		for (let turn = 0; turn < this.#limits.maxLinks && this.#pending.length > 0; turn++) {
			const before = this.#pending.length;
			this.#pending = this.#pending.reverse().filter(({ path, target }) => !this.#link(path, target));
			if (this.#pending.length === before) break;
		}
		for (const { path, target } of this.#pending)
			this.#ignore(path, `the target of its hard link, ${JSON.stringify(target)}, is not there`);
	}

	/** Entries mostly follow one another in one folder: the last one is remembered until something is removed. */
	#open(path: string, slash: number): OpenedFolder | undefined {
		const isSame = this.#lastPath?.length === slash && path.startsWith(this.#lastPath) && this.#lastRemovals === this.tree.removals;
		if (isSame) return this.#lastFolder;

		const folder = path.slice(0, slash);
		const opened = openFolder(this.tree, folder, this.#limits.maxLinks);
		if (typeof opened === "string") {
			this.#ignore(path, opened);
			return undefined;
		}
		this.#lastPath = folder;
		this.#lastFolder = opened;
		this.#lastRemovals = this.tree.removals;
		return opened;
	}

	#inode(analysis: LayerAnalysis, index: number, kind: FileKind): Inode {
		const { sizes, modes, linkTargets } = analysis.entries;
		return {
			kind,
			size: sizes[index] ?? 0,
			mode: modes[index] ?? 0,
			linkTarget: linkTargets.get(index),
			layer: this.#layer,
			index,
			links: 0,
		};
	}

	#ignore(path: string, why: string): void {
		if (++this.#ignoredCount <= MAX_REPORTED) this.#tell(`an entry was ignored: ${why}`, path);
	}

	#tell(message: string, path?: string): void {
		this.#report({
			code: "entry-ignored",
			message: `Layer ${this.#digest}: ${message}`,
			...(path === undefined ? {} : { path }),
			...(this.#digest === undefined ? {} : { layer: this.#digest }),
		});
	}
}
