import type { CoverageEntry, Digest } from "@plimsoll/core";
import type { Layer } from "../image.ts";
import { findBlob, type Layout } from "./blobs.ts";
import type { Descriptor } from "./descriptor.ts";
import { createdByOf, type ImageConfig } from "./image-config.ts";

/** The layers that a manifest lists, and what is wrong with what the configuration says of them. */
export interface OpenLayers {
	readonly layers: readonly Layer[];
	readonly coverage: readonly CoverageEntry[];
}

/**
 * Joins the layers of a manifest with what the configuration says of them. A layer whose blob is missing costs nothing until
 * it is read. Where the configuration does not name one diff id per layer, none can be held against it.
 */
export function openLayers(files: Layout["files"], descriptors: readonly Descriptor[], config: ImageConfig): OpenLayers {
	const matches = config.diffIds.length === descriptors.length;
	const createdBy = createdByOf(config, descriptors.length);
	const layers = descriptors.map((descriptor, index) =>
		openLayer(files, descriptor, { diffId: matches ? config.diffIds[index] : undefined, createdBy: createdBy[index] }),
	);
	if (matches) return { layers, coverage: [] };

	const message = `The configuration claims ${config.diffIds.length} diff ids where the manifest has ${descriptors.length} layers; no layer could be held against them.`;
	return { layers, coverage: [{ code: "layer-diff-id-mismatch", message }] };
}

interface Claims {
	readonly diffId: Digest | undefined;
	readonly createdBy: string | undefined;
}

function openLayer(files: Layout["files"], descriptor: Descriptor, { diffId, createdBy }: Claims): Layer {
	return {
		digest: descriptor.digest,
		...(diffId === undefined ? {} : { diffId }),
		mediaType: descriptor.mediaType,
		size: descriptor.size,
		...(createdBy === undefined ? {} : { createdBy }),
		digestOf: "blob",
		read: async function* (reading) {
			const file = await findBlob(files, descriptor);
			yield* file.read(reading);
		},
	};
}
