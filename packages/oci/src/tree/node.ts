import type { FileKind } from "./file-tree.ts";

/** What one or more paths (hard links) lead to. */
export interface Inode {
	readonly kind: FileKind;
	readonly size: number;
	readonly mode: number;
	readonly linkTarget: string | undefined;
	/** The layer that holds its content and the index of its entry there; -1 where there is none. */
	readonly layer: number;
	readonly index: number;
	/** How many paths lead to it. */
	links: number;
}

/** One path of a tree. */
export interface Node {
	readonly name: string;
	/** undefined for the root. */
	readonly parent: Node | undefined;
	inode: Inode;
	/** The layer that put the path here; undefined for a path that is only implied. */
	layer: number | undefined;
	/** For a folder with something in it. */
	children: Map<string, Node> | undefined;
	/** Whether it is settled that its content is either kept or not wanted under this path. */
	isSettled: boolean;
}

/** The inode of a folder that no entry describes. */
export function impliedFolder(): Inode {
	return { kind: "directory", size: 0, mode: 0o755, linkTarget: undefined, layer: -1, index: -1, links: 0 };
}

/** The absolute path of a node, with no link in it. */
export function pathOf(node: Node): string {
	const names: string[] = [];
	for (let at: Node = node; at.parent !== undefined; at = at.parent) names.push(at.name);
	return `/${names.reverse().join("/")}`;
}
