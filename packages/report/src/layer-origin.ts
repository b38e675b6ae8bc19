import type { Digest, Subject } from "@plimsoll/core";

/** Which layer of an image something comes from. */
export interface LayerOrigin {
	/** Counted from 1, the bottom layer. */
	readonly number: number;
	/** How many layers the image has. */
	readonly of: number;
	/** The instruction that made it, without what builders wrap it in. */
	readonly instruction?: string;
}

/** Makes a lookup of layers by the digest of their blob. The same blob may be several layers; the lowest one counts. */
export function layerOrigins(subject: Subject): ReadonlyMap<Digest, LayerOrigin> {
	const origins = new Map<Digest, LayerOrigin>();
	if (subject.kind !== "image") return origins;

	for (const [index, layer] of subject.layers.entries()) {
		if (origins.has(layer.digest)) continue;
		const instruction = layer.createdBy === undefined ? "" : shortInstruction(layer.createdBy);
		origins.set(layer.digest, { number: index + 1, of: subject.layers.length, ...(instruction === "" ? {} : { instruction }) });
	}
	return origins;
}

/** The longest part of a history line that is worth looking at. */
const HISTORY_CHARACTERS = 512;

/** Docker's `/bin/sh -c #(nop) CMD …` and BuildKit's `RUN /bin/sh -c … # buildkit` as a Dockerfile would have it. */
export function shortInstruction(createdBy: string): string {
	const line = createdBy.slice(0, HISTORY_CHARACTERS).replace(/\s+/g, " ").trim();
	return line
		.replace(/ # buildkit$/, "")
		.replace(/^(?:RUN )?\/bin\/sh -c #\(nop\) ?/, "")
		.replace(/^(?:RUN )?\/bin\/sh -c /, "RUN ")
		.trim();
}
