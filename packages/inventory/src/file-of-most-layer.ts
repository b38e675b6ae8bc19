import type { FileTree } from "@plimsoll/oci";

/** Files of a package that are asked for their layer; the rest would say the same. */
export const MAX_SAMPLE = 100;

/**
 * A file of the layer that holds most of a package's files. An upgrade writes all of them anew but changed settings; whoever
 * touches one later copies that one only. Folders do not count: they are shared.
 */
export function fileOfMostLayer(tree: FileTree, files: readonly string[]): string | undefined {
	const byLayer = new Map<number, { count: number; readonly path: string }>();
	for (const path of files.slice(0, MAX_SAMPLE)) {
		const entry = tree.lstat(path);
		const layer = entry?.layer;
		if (layer !== undefined && entry?.kind !== "directory") byLayer.getOrInsertComputed(layer, () => ({ count: 0, path })).count++;
	}
	const [most] = [...byLayer].sort(([layer, { count }], [other, { count: others }]) => others - count || layer - other);
	return most?.[1].path;
}
