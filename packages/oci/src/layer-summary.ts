import type { Digest, LayerSummary } from "@plimsoll/core";
import type { Layer } from "./image.ts";

/** What was computed of a layer by reading it. */
export interface ComputedOfLayer {
	readonly diffId?: Digest | undefined;
	/** Bytes of the blob. */
	readonly size?: number | undefined;
}

/** A layer as far as a report needs it: a diff id that was computed counts before one that is claimed, a claimed size before a computed one. */
export function layerSummary({ digest, diffId, mediaType, size, createdBy }: Layer, computed: ComputedOfLayer = {}): LayerSummary {
	const knownDiffId = computed.diffId ?? diffId;
	const knownSize = size ?? computed.size;
	return {
		digest,
		mediaType,
		...(knownDiffId === undefined ? {} : { diffId: knownDiffId }),
		...(knownSize === undefined ? {} : { size: knownSize }),
		...(createdBy === undefined ? {} : { createdBy }),
	};
}
