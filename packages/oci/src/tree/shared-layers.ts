import type { Digest } from "@plimsoll/core";
import type { Image, Layer } from "../image.ts";
import type { LayerAnalysis } from "../layer/index.ts";

/**
 * Keeps the analyses of those layers that several images have, for as long as one of them is still to be read: each layer is
 * read once. Only what was read without any complaint is kept, by the digest that was computed.
 */
export class SharedLayers {
	/** How many images are still to be read that have a layer. */
	readonly #left: Map<Digest, number> = new Map();
	readonly #analyses: Map<Digest, LayerAnalysis> = new Map();

	constructor(images: readonly Image[]) {
		for (const { layers } of images) {
			for (const digest of new Set(layers.map((layer) => layer.digest))) this.#left.set(digest, (this.#left.get(digest) ?? 0) + 1);
		}
	}

	/** The analysis of a layer, where one was kept and is of what is claimed of this one. */
	get({ digest, diffId, size }: Layer): LayerAnalysis | undefined {
		const analysis = this.#analyses.get(digest);
		const isClaimed = (diffId === undefined || diffId === analysis?.diffId) && (size === undefined || size === analysis?.blobSize);
		return isClaimed ? analysis : undefined;
	}

	/** Keeps an analysis that another image has a use for. */
	keep({ digest, digestOf }: Layer, analysis: LayerAnalysis): void {
		const isSound = digestOf === "blob" && analysis.blobDigest === digest && analysis.coverage.length === 0;
		if (isSound && (this.#left.get(digest) ?? 0) > 1) this.#analyses.set(digest, analysis);
	}

	/** Says that an image has been read. */
	done({ layers }: Image): void {
		for (const digest of new Set(layers.map((layer) => layer.digest))) {
			const left = (this.#left.get(digest) ?? 1) - 1;
			this.#left.set(digest, left);
			if (left === 0) this.#analyses.delete(digest);
		}
	}
}
