import { compareText, type LayerSummary } from "@plimsoll/core";
import type { FileEntry, FileExcerpt, FileTree } from "./file-tree.ts";
import { type Node, pathOf } from "./node.ts";
import type { NodeTree } from "./node-tree.ts";
import { resolve } from "./resolve.ts";
import type { SkippedPaths } from "./skipped-paths.ts";
import { walkNodes, walkUnordered } from "./walk-nodes.ts";

/** How a finished tree is looked at. */
export interface SquashedTreeOptions {
	readonly maxLinks: number;
	/** Paths whose content is not given out, though it may be kept for another path's sake. */
	readonly skipped: SkippedPaths | undefined;
}

/** A finished {@link NodeTree} as others see it. */
export class SquashedTree implements FileTree {
	readonly layers: readonly LayerSummary[];
	readonly #tree: NodeTree;
	readonly #maxLinks: number;
	readonly #skipped: SkippedPaths | undefined;

	constructor(tree: NodeTree, layers: readonly LayerSummary[], { maxLinks, skipped }: SquashedTreeOptions) {
		this.#tree = tree;
		this.layers = layers;
		this.#maxLinks = maxLinks;
		this.#skipped = skipped;
	}

	get isSpent(): boolean {
		return this.#tree.isSpent;
	}

	*entries(): Generator<FileEntry> {
		for (const { node, path } of walkNodes(this.#tree.root)) yield entryOf(node, path);
	}

	kept(): readonly FileEntry[] {
		const kept: FileEntry[] = [];
		for (const { node, path } of walkUnordered(this.#tree.root)) {
			if (this.#isKept(node, path)) kept.push(entryOf(node, path));
		}
		return kept.sort((a, b) => compareText(a.path, b.path));
	}

	lstat(path: string): FileEntry | undefined {
		return entryAt(this.#resolve(path, false));
	}

	stat(path: string): FileEntry | undefined {
		return entryAt(this.#resolve(path, true));
	}

	list(path: string): readonly FileEntry[] {
		const folder = this.#resolve(path, true);
		if (folder?.children === undefined) return [];

		const prefix = folder.parent === undefined ? "" : pathOf(folder);
		const children = [...folder.children.values()].sort((a, b) => compareText(a.name, b.name));
		return children.map((child) => entryOf(child, `${prefix}/${child.name}`));
	}

	content(entry: FileEntry): Uint8Array | undefined {
		const node = this.#resolve(entry.path, true);
		return node === undefined || this.#skipped?.file(pathOf(node)) ? undefined : this.#tree.contentOf(node.inode);
	}

	excerpts(): readonly FileExcerpt[] {
		const excerpts: FileExcerpt[] = [];
		for (const { node, path } of walkUnordered(this.#tree.root)) {
			const bytes = this.#tree.excerptOf(node.inode);
			if (bytes !== undefined && !this.#skipped?.file(path)) excerpts.push({ entry: entryOf(node, path), bytes });
		}
		return excerpts.sort((a, b) => compareText(a.entry.path, b.entry.path));
	}

	#isKept(node: Node, path: string): boolean {
		const { kind } = node.inode;
		if (this.#skipped?.file(path)) return false;
		if (kind === "file") return this.#tree.contentOf(node.inode) !== undefined;
		const target = kind === "symlink" ? this.#resolve(path, true) : undefined;
		return target !== undefined && this.#tree.contentOf(target.inode) !== undefined && !this.#skipped?.file(pathOf(target));
	}

	#resolve(path: string, followsLast: boolean): Node | undefined {
		const node = resolve(this.#tree, path, { maxLinks: this.#maxLinks, followsLast });
		return typeof node === "object" ? node : undefined;
	}
}

function entryAt(node: Node | undefined): FileEntry | undefined {
	return node === undefined ? undefined : entryOf(node, pathOf(node));
}

function entryOf({ inode, layer }: Node, path: string): FileEntry {
	const { kind, size, mode, linkTarget } = inode;
	return {
		path,
		kind,
		size,
		mode,
		...(linkTarget === undefined ? {} : { linkTarget }),
		...(layer === undefined ? {} : { layer }),
	};
}
