import type { Digest } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { type Layout, readBlob } from "./blobs.ts";
import type { Descriptor } from "./descriptor.ts";
import { readImageIndex } from "./image-document.ts";
import { isIndexType } from "./media-types.ts";

/**
 * Walks through descriptors and, in depth, those of the indexes that they lead to. Each index is read once, however often it
 * is named, so that a few small indexes that name one another many times over cannot cost more than their own size. A true
 * cycle cannot be: an index would have to contain its own digest, and a false one fails verification.
 *
 * @throws {@link OciError} `limit-exceeded` for indexes inside indexes without end, and as reading them does
 */
export async function* walkIndex(layout: Layout, descriptors: readonly Descriptor[]): AsyncGenerator<Descriptor, void, undefined> {
	const seen = new Set<Digest>();

	async function* walk(level: readonly Descriptor[], depth: number): AsyncGenerator<Descriptor, void, undefined> {
		for (const descriptor of level) {
			yield descriptor;
			if (!isIndexType(descriptor.mediaType) || seen.has(descriptor.digest)) continue;

			seen.add(descriptor.digest);
			yield* walk(await readNestedIndex(layout, descriptor, depth), depth + 1);
		}
	}

	yield* walk(descriptors, 1);
}

async function readNestedIndex(layout: Layout, descriptor: Descriptor, depth: number): Promise<readonly Descriptor[]> {
	const { files, limits, signal } = layout;
	signal?.throwIfAborted();
	if (depth > limits.maxIndexDepth) {
		const problem = `${files.path} has more than ${limits.maxIndexDepth} indexes inside one another (maxIndexDepth)`;
		throw new OciError("limit-exceeded", problem, { path: files.path, blob: descriptor.digest, limit: "maxIndexDepth" });
	}
	return readImageIndex(await readBlob(layout, descriptor, "maxManifestBytes"), { path: files.path, descriptor }, limits);
}
