import type { Image, Layer } from "../image.ts";
import { analyseLayer, type LayerAnalysis } from "../layer/index.ts";
import type { Inode } from "./node.ts";
import type { ReadOptions } from "./read-options.ts";
import type { WantedFile } from "./wanted-files.ts";

/** What is to be read again. */
export interface Rereading {
	readonly files: readonly WantedFile[];
	/** What the first pass established, by layer. */
	readonly read: readonly LayerAnalysis[];
}

/**
 * Reads those layers again that hold files which the first pass could not know to be wanted, for just these. What a layer gives
 * counts only if its blob is still the one that was read first.
 */
export async function rereadContents(image: Image, rereading: Rereading, options: ReadOptions): Promise<Map<Inode, Uint8Array>> {
	const contents = new Map<Inode, Uint8Array>();
	const { limits, signal } = options;
	const byLayer = Map.groupBy(rereading.files, (file) => file.inode.layer);
	for (const [index, files] of byLayer) {
		const indexes = new Set(files.map((file) => file.inode.index));
		const layer = image.layers[index] as Layer;
		const keeps = (_path: string, entry: number): boolean => indexes.has(entry);
		const analysis = await analyseLayer(layer, { limits, keeps, ...(signal === undefined ? {} : { signal }) });
		if (analysis.blobDigest !== rereading.read[index]?.blobDigest) continue;

		for (const { inode } of files) {
			const bytes = analysis.contents.get(inode.index);
			if (bytes !== undefined) contents.set(inode, bytes);
		}
	}
	return contents;
}
