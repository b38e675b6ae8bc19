import type { Digest, LayerSummary, LimitName } from "@plimsoll/core";
import type { Image, Layer } from "../image.ts";
import { analyseLayer, type LayerAnalysis, NO_ENTRIES } from "../layer/index.ts";
import { layerSummary } from "../layer-summary.ts";
import type { FileTree } from "./file-tree.ts";
import { finishTree } from "./finish-tree.ts";
import { gatherContents } from "./gather-contents.ts";
import { type OrderedReading, readInOrder } from "./read-in-order.ts";
import { excerptsOf, type ReadOptions, wantsOf } from "./read-options.ts";
import { rereadContents } from "./reread-contents.ts";
import { Squasher } from "./squasher.ts";
import type { WantedFile } from "./wanted-files.ts";

/** Layers are read ahead while what was read of others and waits for its turn is no more than this, in bytes. */
const MAX_WAITING = 64 * 1024 * 1024;
/** About what an entry takes while its layer waits. */
const ENTRY_BYTES = 160;

/**
 * Reads the layers of an image, each once and in a stream, and puts them together into the file system that a container would
 * see. A layer that cannot be read costs only itself: `report` is told.
 *
 * @throws the reason of `signal`, when that is aborted
 * @example
 * ```ts
 * const tree = await readLayers(image, { wants: (path) => path === "/etc/os-release", limits: defaultLimits(), report });
 * const entry = tree.stat("/etc/os-release");
 * ```
 */
export async function readLayers(image: Image, options: ReadOptions): Promise<FileTree> {
	const { limits, report } = options;
	const squasher = new Squasher(limits, report);
	const read: LayerAnalysis[] = [];
	let bytes = 0;
	let limit: LimitName | undefined;
	for await (const analysis of readInOrder(plan(image, options))) {
		for (const entry of analysis.coverage) report(entry);
		limit = squasher.add(analysis, read.length, (image.layers[read.length] as Layer).digest);
		read.push({ ...analysis, entries: NO_ENTRIES, contents: new Map(), excerpts: new Map() });
		bytes += analysis.tarSize;
		if (limit === undefined && bytes > limits.maxImageBytes) limit = "maxImageBytes";
		if (limit !== undefined) break;
	}
	if (limit !== undefined) reportLimit(image, read.length, limit, options);
	const layerOf = ({ inode }: WantedFile): Digest | undefined => image.layers[inode.layer]?.digest;
	await gatherContents(squasher.tree, { ...options, layerOf }, (files) => rereadContents(image, { files, read }, options));
	options.shared?.done(image);
	return finishTree(squasher.tree, summariesOf(image, read), options);
}

function plan(image: Image, options: ReadOptions): OrderedReading<Layer, LayerAnalysis> {
	const { limits, onProgress, signal } = options;
	const wants = wantsOf(options);
	const excerpts = excerptsOf(options);
	const taking = excerpts === undefined ? {} : { excerpts };
	const sizes = image.layers.map((layer) => layer.size);
	const total = sizes.every((size) => size !== undefined) ? sizes.reduce((sum, size) => sum + size, 0) : undefined;
	let done = 0;
	const onBytes = (bytes: number): void => {
		done += bytes;
		onProgress?.(done, total);
	};
	return {
		items: image.layers,
		read: async (layer, stop) => {
			const known = options.shared?.get(layer);
			if (known !== undefined) {
				onBytes(known.blobSize);
				return known;
			}
			const analysis = await analyseLayer(layer, { limits, keeps: (path) => wants(path), ...taking, signal: stop, onBytes });
			options.shared?.keep(layer, analysis);
			return analysis;
		},
		weigh: weightOf,
		maxWaiting: MAX_WAITING,
		...(signal === undefined ? {} : { signal }),
	};
}

function weightOf({ contents, excerpts, entries }: LayerAnalysis): number {
	let weight = entries.paths.length * ENTRY_BYTES;
	for (const content of contents.values()) weight += content.length;
	for (const excerpt of excerpts.values()) weight += excerpt.length;
	return weight;
}

/** Says which layers were not, or not wholly, read for a limit of the image: the one that had no more room, and all above. */
function reportLimit(image: Image, read: number, limit: LimitName, { limits, report }: ReadOptions): void {
	const first = limit === "maxImageBytes" ? read : read - 1;
	for (const layer of image.layers.slice(first)) {
		const what = `the layers up to it exceed the limit ${limit} of ${limits[limit]}, the rest was not read`;
		report({ code: "layer-limit", message: `Layer ${layer.digest}: ${what}`, layer: layer.digest, limit });
	}
}

function summariesOf(image: Image, read: readonly LayerAnalysis[]): LayerSummary[] {
	return image.layers.map((layer, index) => {
		const { diffId, blobDigest, blobSize } = read[index] ?? {};
		return layerSummary(layer, { diffId, size: blobDigest === undefined ? undefined : blobSize });
	});
}
