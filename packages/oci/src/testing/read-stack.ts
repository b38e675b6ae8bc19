import { type CoverageEntry, defaultLimits, type Limits } from "@plimsoll/core";
import type { Layer } from "../image.ts";
import type { FileTree } from "../tree/file-tree.ts";
import { readLayers } from "../tree/read-layers.ts";
import { imageOf, layerOf } from "./image-in-memory.ts";
import type { TarItem } from "./tar-writer.ts";

/** What layers gave. */
export interface StackRead {
	readonly tree: FileTree;
	readonly coverage: CoverageEntry[];
}

/** Reads an image of these layers, bottom first, with the content of the wanted paths. */
export async function readStack(
	layers: readonly (Layer | TarItem[])[],
	wanted: readonly string[] | true = true,
	limits: Partial<Limits> = {},
): Promise<StackRead> {
	const coverage: CoverageEntry[] = [];
	const image = imageOf(layers.map((layer) => (Array.isArray(layer) ? layerOf({ tar: layer }) : layer)));
	const wants = (path: string): boolean => wanted === true || wanted.includes(path);
	const tree = await readLayers(image, { wants, limits: { ...defaultLimits(), ...limits }, report: (entry) => coverage.push(entry) });
	return { tree, coverage };
}

/** Every path of a tree. */
export function pathsOf(tree: FileTree): string[] {
	return [...tree.entries()].map(({ path }) => path);
}

/** The content of what a path leads to. */
export function textOf(tree: FileTree, path: string): string | undefined {
	const entry = tree.stat(path);
	const bytes = entry && tree.content(entry);
	return bytes && Buffer.from(bytes).toString();
}
