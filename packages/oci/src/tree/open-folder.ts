import type { Node } from "./node.ts";
import type { NodeTree } from "./node-tree.ts";
import { PathWalk } from "./path-walk.ts";

/** The folder that entries are written to, and whether a link led there. */
export interface OpenedFolder {
	readonly folder: Node;
	readonly isThroughLink: boolean;
}

/**
 * Finds the folder that an entry is to be put into, as containerd and umoci do: a symlink in its path that a lower layer left is
 * written through, inside the root; folders that no entry made are implied; a file in the way is replaced by a folder.
 *
 * @param path cleaned
 * @returns what stands in the way, where a link leads to something else than a folder, or never ends
 */
export function openFolder(tree: NodeTree, path: string, maxLinks: number): OpenedFolder | string {
	const walk = new PathWalk(tree, path, tree.root);
	for (let name = walk.next(); name !== undefined; name = walk.next()) {
		const next = walk.at.children?.get(name);
		if (next?.inode.kind === "directory") {
			walk.at = next;
		} else if (next?.inode.kind === "symlink") {
			const refusal = refusalOfLink(tree, walk, maxLinks);
			if (refusal !== undefined) return refusal;
			walk.follow(next.inode.linkTarget ?? "");
		} else {
			if (next !== undefined && walk.links > 0) return "a link in its path leads to something that is no folder";
			walk.at = tree.imply(walk.at, name);
		}
	}
	return { folder: walk.at, isThroughLink: walk.links > 0 };
}

function refusalOfLink(tree: NodeTree, walk: PathWalk, maxLinks: number): string | undefined {
	if (walk.links === maxLinks) return `more than ${maxLinks} links are in its path`;
	return tree.isSpent ? "more links were followed before than are allowed (maxLinkSteps)" : undefined;
}
