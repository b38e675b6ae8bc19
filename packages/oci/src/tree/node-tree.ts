import { type Inode, impliedFolder, type Node } from "./node.ts";

/** A tree under construction: paths, what they lead to, and the content that is kept of it. */
export class NodeTree {
	readonly root: Node = newNode("", undefined, impliedFolder(), undefined);
	readonly #contents: Map<Inode, Uint8Array> = new Map();
	readonly #excerpts: Map<Inode, Uint8Array> = new Map();
	#keptBytes = 0;
	#removals = 0;
	#implied = 0;
	#linkSteps = 0;
	readonly #maxLinkSteps: number;

	/** @param maxLinkSteps see {@link import("@plimsoll/core").Limits} */
	constructor(maxLinkSteps: number) {
		this.#maxLinkSteps = maxLinkSteps;
	}

	/** How many files have their content, or an excerpt, kept. */
	get keptFiles(): number {
		return this.#contents.size + this.#excerpts.size;
	}

	/** Bytes of all content and excerpts that are kept. */
	get keptBytes(): number {
		return this.#keptBytes;
	}

	/** Grows whenever something is removed that a path can lead through: folders that were found before may be gone. */
	get removals(): number {
		return this.#removals;
	}

	/** Whether links were followed so far that no more are: from then on a path through a link leads nowhere. */
	get isSpent(): boolean {
		return this.#linkSteps > this.#maxLinkSteps;
	}

	/** Counts names in the target of a link that is followed: long targets in long chains would keep a lookup busy for ever. */
	spend(steps: number): void {
		this.#linkSteps += steps;
	}

	/** How many folders were made that no entry describes: an entry of a few bytes may imply hundreds. */
	get implied(): number {
		return this.#implied;
	}

	/** Makes a folder that no entry describes. */
	imply(folder: Node, name: string): Node {
		this.#implied++;
		return this.put(folder, name, impliedFolder(), undefined);
	}

	/** Puts a path into a folder, in the place of what was there. */
	put(folder: Node, name: string, inode: Inode, layer: number | undefined): Node {
		const existing = folder.children?.get(name);
		inode.links++;
		if (existing !== undefined) this.remove(existing);
		const node = newNode(name, folder, inode, layer);
		folder.children ??= new Map();
		folder.children.set(name, node);
		return node;
	}

	/** Gives a folder other attributes; what it holds stays. */
	describe(folder: Node, inode: Inode, layer: number | undefined): void {
		inode.links++;
		folder.inode = inode;
		folder.layer = layer;
	}

	/** Removes a path and all below it. Content goes with the last path that leads to it. */
	remove(node: Node): void {
		node.parent?.children?.delete(node.name);
		this.#release(node);
	}

	/** Empties a folder. */
	clear(folder: Node): void {
		const { children } = folder;
		folder.children = undefined;
		for (const child of children?.values() ?? []) this.#release(child);
	}

	/** Keeps the content of an inode. */
	keep(inode: Inode, bytes: Uint8Array): void {
		this.#keptBytes += bytes.length - (this.#contents.get(inode)?.length ?? 0);
		this.#contents.set(inode, bytes);
	}

	/** The content of an inode, where it is kept. */
	contentOf(inode: Inode): Uint8Array | undefined {
		return this.#contents.get(inode);
	}

	/** Keeps the excerpt of an inode. */
	keepExcerpt(inode: Inode, bytes: Uint8Array): void {
		this.#keptBytes += bytes.length;
		this.#excerpts.set(inode, bytes);
	}

	/** The excerpt of an inode, where one was taken. */
	excerptOf(inode: Inode): Uint8Array | undefined {
		return this.#excerpts.get(inode);
	}

	#release(top: Node): void {
		if (top.inode.kind !== "file") this.#removals++;
		const stack = [top];
		for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
			if (--node.inode.links === 0) this.#forget(node.inode);
			for (const child of node.children?.values() ?? []) stack.push(child);
		}
	}

	#forget(inode: Inode): void {
		this.#keptBytes -= (this.#contents.get(inode)?.length ?? 0) + (this.#excerpts.get(inode)?.length ?? 0);
		this.#contents.delete(inode);
		this.#excerpts.delete(inode);
	}
}

function newNode(name: string, parent: Node | undefined, inode: Inode, layer: number | undefined): Node {
	return { name, parent, inode, layer, children: undefined, isSettled: false };
}
