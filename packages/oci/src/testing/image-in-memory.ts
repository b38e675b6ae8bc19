import { digestOf, type Platform } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { Image, Layer } from "../image.ts";
import { type LayerToWrite, layerBytes } from "./layout-writer.ts";

const PLATFORM: Platform = { os: "linux", architecture: "amd64" };

/** An image whose layers are in memory, as a source would open it. */
export function imageOf(layers: readonly Layer[]): Image {
	const digest = digestOf(JSON.stringify(layers.map((layer) => layer.digest)));
	return {
		kind: "image",
		target: "memory",
		digest,
		configDigest: digest,
		tags: [],
		platform: PLATFORM,
		layers,
		close: () => Promise.resolve(),
	};
}

/** A layer in memory; `overrides` make it claim something else, `chunkSize` sets how its bytes come. */
export function layerOf(layer: LayerToWrite, overrides: Partial<Layer> = {}, chunkSize: number = 64 * 1024): Layer {
	const { blob, diffId, mediaType } = layerBytes(layer);
	return {
		digest: digestOf(blob),
		diffId,
		mediaType,
		size: blob.length,
		digestOf: "blob",
		read: () => chunksOf(layer.missing === true ? undefined : blob, chunkSize),
		...overrides,
	};
}

async function* chunksOf(bytes: Uint8Array | undefined, chunkSize: number): AsyncGenerator<Uint8Array> {
	if (bytes === undefined) throw new OciError("blob-missing", "The blob is not there");
	for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
}
