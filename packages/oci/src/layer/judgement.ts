import type { CoverageCode, CoverageEntry, Digest } from "@plimsoll/core";
import { OciError, type OciErrorCode } from "../errors.ts";
import type { Layer } from "../image.ts";
import type { BlobReader } from "./blob-reader.ts";
import type { Damage } from "./feed.ts";
import { type LayerAnalysis, NO_ENTRIES } from "./layer-analysis.ts";

const MISSING: ReadonlySet<OciErrorCode> = new Set(["blob-missing", "blob-not-a-file", "target-not-found"]);

/** What stands in a coverage entry for a layer: what is wrong, and the limit where one was met. */
export interface Complaint {
	readonly code: CoverageCode;
	readonly what: string;
	readonly limit?: CoverageEntry["limit"];
}

/** Compares a blob that was read to its end with what the manifest says of it. */
export function judgeBlob(layer: Layer, blob: BlobReader): Complaint | undefined {
	if (layer.size !== undefined && layer.size !== blob.size) {
		return { code: "layer-digest-mismatch", what: `its blob should have ${layer.size} bytes and has ${blob.size}; nothing of it is used` };
	}
	const digest = blob.digest();
	if (layer.digestOf === "tar" || digest === layer.digest) return undefined;
	return {
		code: "layer-digest-mismatch",
		what: `its blob should have the digest ${layer.digest} and has ${digest}; nothing of it is used`,
	};
}

function judgeDiffId(layer: Layer, diffId: Digest): Complaint | undefined {
	const claimed = claimedDiffId(layer);
	if (claimed === undefined || claimed === diffId) return undefined;
	return { code: "layer-diff-id-mismatch", what: `its tar should have the diff id ${claimed} and has ${diffId}` };
}

/** How reading a layer's tar went. */
export interface TarOutcome {
	/** What was thrown while its entries were read. */
	readonly failure: Error | undefined;
	readonly damage: Damage | undefined;
	/** Computed over all that came through. */
	readonly digest: Digest;
	/** Whether the end marker came. */
	readonly isEnded: boolean;
}

/**
 * Judges what was read of a layer's tar. Damage after the end of a tar that is all that the configuration claims is trailing
 * garbage, which is tolerated.
 */
export function judgeTar(layer: Layer, outcome: TarOutcome): Complaint | undefined {
	const { failure, damage, digest, isEnded } = outcome;
	if (failure instanceof OciError) return complaintOf(failure, layer);
	if (failure !== undefined) throw failure;

	const mismatch = judgeDiffId(layer, digest);
	if (damage === undefined) return mismatch;
	return isEnded && mismatch === undefined ? undefined : { code: "layer-corrupt", what: damage.reason };
}

/** What is claimed of a layer's tar. */
export function claimedDiffId(layer: Layer): Digest | undefined {
	return layer.diffId ?? (layer.digestOf === "tar" ? layer.digest : undefined);
}

/** What a failure to read a blob comes down to. */
export function complaintOf(error: OciError, layer: Layer): Complaint {
	const { code, message, limit } = error;
	if (MISSING.has(code)) return missing(error, layer);
	if (code.startsWith("registry-") || code === "settings-malformed") return { code: "layer-unfetched", what: message };
	if (code === "size-mismatch" || code === "digest-mismatch")
		return { code: "layer-digest-mismatch", what: `${message}; nothing of it is used` };
	if (code === "limit-exceeded") return { code: "layer-limit", what: message, ...(limit === undefined ? {} : { limit }) };
	return { code: "layer-corrupt", what: message };
}

/** The analysis of a layer of which nothing is used. */
export function refused(layer: Layer, blob: BlobReader, complaint: Complaint): LayerAnalysis {
	return {
		blobDigest: undefined,
		diffId: undefined,
		blobSize: blob.size,
		tarSize: 0,
		entries: NO_ENTRIES,
		contents: new Map(),
		excerpts: new Map(),
		withheld: new Set(),
		coverage: [coverageOf(layer, complaint)],
	};
}

/** Writes a complaint as a coverage entry. */
export function coverageOf(layer: Layer, { code, what, limit }: Complaint): CoverageEntry {
	return { code, message: `Layer ${layer.digest}: ${what}`, layer: layer.digest, ...(limit === undefined ? {} : { limit }) };
}

/** Foreign layers are kept elsewhere by design (the operating system's own files); where the blob is there it is read. */
function missing(error: OciError, layer: Layer): Complaint {
	const isForeign = error.code !== "blob-not-a-file" && /foreign|nondistributable/.test(layer.mediaType);
	if (!isForeign) return { code: "layer-missing", what: error.message };
	return { code: "layer-foreign", what: `it is kept elsewhere by design (${layer.mediaType}) and its blob is not here` };
}
