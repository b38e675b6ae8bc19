import type { Node } from "./node.ts";
import type { NodeTree } from "./node-tree.ts";
import { PathWalk } from "./path-walk.ts";

/** Where a path leads: to a node, to nothing, or round in circles. */
export type Resolution = Node | "missing" | "loop";

/** How a path is followed. */
export interface ResolveOptions {
	readonly maxLinks: number;
	/** Whether a link at the very end is followed too. */
	readonly followsLast: boolean;
	/** Where a relative path starts; the root unless said. */
	readonly from?: Node;
	/** Asked at each symlink in the folders of the path as given, with the path up to it; true gives up with `missing`. */
	readonly stopsAt?: (path: string) => boolean;
}

/**
 * Follows a path inside a tree as the kernel does inside a container: links absolute or relative, `..` of the folder that was
 * really reached and never above the root, at most `maxLinks` links.
 */
export function resolve(tree: NodeTree, path: string, options: ResolveOptions): Resolution {
	const walk = new PathWalk(tree, path, options.from ?? tree.root);
	for (let name = walk.next(); name !== undefined; name = walk.next()) {
		const next = walk.at.children?.get(name);
		if (next === undefined) return "missing";

		const { kind, linkTarget } = next.inode;
		if (kind !== "symlink" || (walk.remaining === 0 && !options.followsLast)) {
			walk.at = next;
			continue;
		}
		if (walk.links === options.maxLinks || tree.isSpent) return "loop";
		if (linkTarget === undefined || linkTarget === "" || isStopped(walk, path, options)) return "missing";
		walk.follow(linkTarget);
	}
	return walk.at;
}

function isStopped(walk: PathWalk, path: string, { stopsAt }: ResolveOptions): boolean {
	return walk.links === 0 && stopsAt !== undefined && stopsAt(givenPath(path, walk.remaining));
}

/** The part of a given path before the last `remaining` names. */
function givenPath(path: string, remaining: number): string {
	const names = path.split("/");
	return names.slice(0, names.length - remaining).join("/");
}
