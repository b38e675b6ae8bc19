import type { Directory } from "../image.ts";
import type { FileTree } from "./file-tree.ts";
import { finishTree } from "./finish-tree.ts";
import { FolderWalker } from "./folder-walker.ts";
import { gatherContents } from "./gather-contents.ts";
import { type Inode, pathOf } from "./node.ts";
import type { NodeTree } from "./node-tree.ts";
import { excerptsOf, type ReadOptions } from "./read-options.ts";
import { readExcerpt, readRegularFile } from "./read-regular-file.ts";
import { walkNodes } from "./walk-nodes.ts";
import type { WantedFile } from "./wanted-files.ts";

/**
 * Reads a folder as the root of a file system. Links are followed inside it only; nothing but regular files is opened; the
 * histories of a repository (`.git`, `.hg`, `.svn`) and the kernel's own file systems (`/proc`, `/sys`) are passed over. What
 * cannot be read is told to `report`.
 *
 * @throws the reason of `signal`, when that is aborted; {@link import("../errors.ts").OciError} `target-unreadable` where the root is no folder
 */
export async function readDirectory(directory: Directory, options: ReadOptions): Promise<FileTree> {
	const walker = new FolderWalker(directory, options);
	const tree = await walker.walk();
	let bytes = 0;
	const fetch = async (files: readonly WantedFile[]): Promise<Map<Inode, Uint8Array>> => {
		const contents = new Map<Inode, Uint8Array>();
		for (const { inode, node } of files) {
			options.signal?.throwIfAborted();
			const content = await readRegularFile(directory.root, pathOf(node), inode.size);
			if (content === undefined) continue;
			contents.set(inode, content);
			bytes += content.length;
			options.onProgress?.(bytes, undefined);
		}
		return contents;
	};
	await takeExcerpts(tree, directory.root, options);
	await gatherContents(tree, { ...options, layerOf: () => undefined }, fetch);
	return finishTree(tree, [], options);
}

/** Passes every file that excerpts are asked of to its reader. One that cannot be read has none. */
async function takeExcerpts(tree: NodeTree, root: string, options: ReadOptions): Promise<void> {
	const { limits, report, signal } = options;
	const excerpts = excerptsOf(options);
	for (const { node, path } of excerpts === undefined ? [] : walkNodes(tree.root)) {
		const { kind, size, mode } = node.inode;
		const heading = { path, size, mode };
		const reader = kind === "file" ? excerpts?.(heading) : undefined;
		if (reader === undefined) continue;

		signal?.throwIfAborted();
		const excerpt = await readExcerpt(root, heading, reader);
		if (excerpt === undefined) continue;
		const hasRoom = tree.keptBytes + excerpt.length <= limits.maxKeptBytes && tree.keptFiles < limits.maxKeptFiles;
		if (hasRoom) {
			tree.keepExcerpt(node.inode, excerpt);
		} else {
			const message = `${JSON.stringify(path)}: what was found in it does not fit beside ${tree.keptFiles} files of ${tree.keptBytes} bytes`;
			report({ code: "file-limit", message, path, limit: "maxKeptBytes" });
		}
	}
}
