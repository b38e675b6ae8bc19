import type { LayerSummary } from "@plimsoll/core";
import type { FileTree } from "./file-tree.ts";
import type { Node } from "./node.ts";
import type { NodeTree } from "./node-tree.ts";
import type { ReadOptions } from "./read-options.ts";
import type { SkippedPaths } from "./skipped-paths.ts";
import { SquashedTree } from "./squashed-tree.ts";

/** Hands a tree out that is complete, and says how much of it was passed over. */
export function finishTree(tree: NodeTree, layers: readonly LayerSummary[], { limits, skipped, report }: ReadOptions): FileTree {
	if (skipped !== undefined) {
		const { folders, files } = countSkipped(tree.root, skipped);
		const message = `Passed over as was asked for (--skip-dirs: ${folders}, --skip-files: ${files})`;
		if (folders + files > 0) report({ code: "skipped", message });
	}
	return new SquashedTree(tree, layers, { maxLinks: limits.maxLinks, skipped });
}

/** Folders, without those inside them, and single files. */
function countSkipped(root: Node, skipped: SkippedPaths): { readonly folders: number; readonly files: number } {
	let folders = 0;
	let files = 0;
	const stack = [{ node: root, path: "" }];
	for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
		for (const node of top.node.children?.values() ?? []) {
			const path = `${top.path}/${node.name}`;
			if (node.inode.kind !== "directory") files += skipped.file(path) ? 1 : 0;
			else if (skipped.folder(path)) folders++;
			else stack.push({ node, path });
		}
	}
	return { folders, files };
}
