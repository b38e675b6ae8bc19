import { compareText } from "@plimsoll/core";
import type { WantsFile } from "./file-tree.ts";
import { type Inode, type Node, pathOf } from "./node.ts";
import type { NodeTree } from "./node-tree.ts";
import { type ReadOptions, wantsOf } from "./read-options.ts";
import { resolve } from "./resolve.ts";
import { type Visited, walkUnordered } from "./walk-nodes.ts";

/** A file whose content was asked for and is not kept yet. */
export interface WantedFile {
	readonly inode: Inode;
	/** Where it really is. */
	readonly node: Node;
	/** The path that it was asked for under. */
	readonly path: string;
}

/** What a search for wanted files needs. */
export type WantedOptions = Pick<ReadOptions, "wants" | "skipped" | "limits" | "report">;

/**
 * Finds the files that are asked for under some path of the finished tree and whose content is not kept: asked for by the name
 * of a hard link or a symlink, or by a path through links, which a single pass over a layer cannot know.
 */
export function findWantedFiles(tree: NodeTree, options: WantedOptions): WantedFile[] {
	return new WantedSearch(tree, options).run();
}

class WantedSearch {
	readonly #tree: NodeTree;
	readonly #options: WantedOptions;
	readonly #wants: WantsFile;
	readonly #found: Map<Inode, WantedFile> = new Map();
	/** How many paths through links may still be asked about: their number can be exponential. */
	#budget: number;

	constructor(tree: NodeTree, options: WantedOptions) {
		this.#tree = tree;
		this.#options = options;
		this.#wants = wantsOf(options);
		this.#budget = options.limits.maxEntries;
	}

	run(): WantedFile[] {
		const folderLinks: Visited[] = [];
		for (const { node, path } of openQuestions(this.#tree.root)) {
			if (node.inode.kind === "file") this.#ask(node, path);
			if (node.inode.kind === "other") this.#refuse(path);
			if (node.inode.kind !== "symlink") continue;
			const target = this.#askLink(node, path);
			if (target?.children !== undefined) folderLinks.push({ node: target, path });
		}
		for (const { node, path } of folderLinks) this.#askBelow(node, path, [node]);
		if (this.#budget < 0) this.#reportBudget();
		return [...this.#found.values()];
	}

	#ask(node: Node, path: string): void {
		const { inode } = node;
		if (this.#tree.contentOf(inode) !== undefined || this.#found.has(inode)) return;
		if (!this.#wants(path, this.#tree.excerptOf(inode) === undefined) || this.#options.skipped?.file(pathOf(node))) return;
		this.#found.set(inode, { inode, node, path });
	}

	/** A FIFO waits for ever, a device may have no end: what should be a file and is none is not opened. */
	#refuse(path: string): void {
		if (!this.#wants(path, true)) return;
		const message = `${JSON.stringify(path)} should be a file and is a FIFO, a socket or a device; it was not read`;
		this.#options.report({ code: "file-unreadable", message, path });
	}

	/** Asks about a symlink, and gives what it leads to. */
	#askLink(link: Node, path: string): Node | undefined {
		const { maxLinks } = this.#options.limits;
		const { linkTarget } = link.inode;
		const { root } = this.#tree;
		if (linkTarget === undefined || linkTarget === "") return undefined;

		this.#tree.spend(linkTarget.split("/").length);
		const target = resolve(this.#tree, linkTarget, { maxLinks: maxLinks - 1, followsLast: true, from: link.parent ?? root });
		if (target === "loop" && !this.#tree.isSpent && this.#wants(path, true)) {
			const message = `${JSON.stringify(path)} is behind more than ${maxLinks} links`;
			this.#options.report({ code: "link-loop", message, path, limit: "maxLinks" });
		}
		if (typeof target !== "object") return undefined;
		if (target.inode.kind === "file") this.#ask(target, path);
		return target;
	}

	/** Asks about what a folder holds by the path of a link that leads to it; `chain` are the folders that links led to so far. */
	#askBelow(folder: Node, path: string, chain: readonly Node[]): void {
		if (chain.length > this.#options.limits.maxLinks) return;
		for (const { node, path: below } of walkUnordered(folder)) {
			if (--this.#budget < 0) return;
			const alias = path + below;
			if (node.inode.kind === "file") this.#ask(node, alias);
			if (node.inode.kind !== "symlink") continue;
			const target = this.#askLink(node, alias);
			if (target?.children !== undefined && !chain.includes(target)) this.#askBelow(target, alias, [...chain, target]);
		}
	}

	#reportBudget(): void {
		const { limits, report } = this.#options;
		const message = `More than ${limits.maxEntries} paths lead through links to folders; not all were looked at`;
		report({ code: "file-limit", message, limit: "maxEntries" });
	}
}

/** Files whose content is no settled matter, symlinks, FIFOs and the like; ordered by path, since under limits the first ones win. */
function openQuestions(root: Node): Visited[] {
	const found: Visited[] = [];
	for (const visited of walkUnordered(root)) {
		const { kind } = visited.node.inode;
		if (kind === "directory" || (kind === "file" && visited.node.isSettled)) continue;
		found.push(visited);
	}
	return found.sort((a, b) => compareText(a.path, b.path));
}
