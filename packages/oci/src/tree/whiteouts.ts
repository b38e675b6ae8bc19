import type { LayerEntries } from "../layer/index.ts";
import type { Node } from "./node.ts";
import type { NodeTree } from "./node-tree.ts";
import { resolve } from "./resolve.ts";

const PREFIX = ".wh.";
const OPAQUE = ".wh..wh..opq";
/** What AUFS kept beside the files; no part of the image. */
const METADATA = "/.wh..wh.";

/** Everything that a folder holds. */
const ALL = Symbol("all");

/** Whether an entry stands for something hidden, or is AUFS's own: then it makes no path. */
export function isWhiteout(path: string, slash: number): boolean {
	return path.startsWith(PREFIX, slash + 1) || path.includes(METADATA);
}

/**
 * Hides what a layer's whiteouts and opaque markers hide. They are about lower layers only, wherever they stand in the tar: so
 * they come before anything of their own layer is put into the tree.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts
 * @param malformed told of a whiteout that names nothing, such as `.wh..`, which a careless reader takes for the folder above
 */
export function applyWhiteouts(tree: NodeTree, entries: LayerEntries, maxLinks: number, malformed: (path: string) => void): void {
	let declared: ReadonlySet<string> | undefined;
	// A symlink of a lower layer that this layer replaces leads its whiteouts nowhere.
	const stopsAt = (path: string): boolean => {
		declared ??= new Set(entries.paths);
		return declared.has(path);
	};
	for (const path of entries.paths) {
		const slash = path.lastIndexOf("/");
		const hidden = hiddenBy(path, slash);
		if (hidden === undefined) continue;

		if (hidden === "" || hidden === "." || hidden === "..") {
			malformed(path);
			continue;
		}
		const folder = resolve(tree, path.slice(0, slash), { maxLinks, followsLast: true, stopsAt });
		if (typeof folder === "object") hide(tree, folder, hidden);
	}
}

/** The name that a whiteout hides, {@link ALL} for an opaque marker; undefined for every other path. */
function hiddenBy(path: string, slash: number): string | typeof ALL | undefined {
	if (!path.startsWith(PREFIX, slash + 1)) return undefined;
	if (path.endsWith(OPAQUE) && path.length === slash + 1 + OPAQUE.length) return ALL;
	return path.includes(METADATA) ? undefined : path.slice(slash + 1 + PREFIX.length);
}

function hide(tree: NodeTree, folder: Node, hidden: string | typeof ALL): void {
	if (hidden === ALL) {
		tree.clear(folder);
		return;
	}
	const child = folder.children?.get(hidden);
	if (child !== undefined) tree.remove(child);
}
