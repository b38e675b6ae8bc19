import type { Digest } from "./digest.ts";
import type { Platform } from "./platform.ts";

/** A layer of an image, as far as a report needs it. */
export interface LayerSummary {
	/** Of the blob, as the manifest names it. In a docker archive, whose manifest names none, the diff id. */
	readonly digest: Digest;
	/** Of the uncompressed tar: computed where the layer was read, else as the configuration claims. */
	readonly diffId?: Digest;
	readonly mediaType: string;
	/** Bytes of the blob, where known. */
	readonly size?: number;
	/** The history line that made the layer. */
	readonly createdBy?: string;
}

/** A container image. */
export interface ImageSubject {
	readonly kind: "image";
	/** What the user named. */
	readonly target: string;
	/** Of the manifest; of the configuration (the image id) where a docker archive has no manifest. */
	readonly digest: Digest;
	/** The configuration's digest, which docker calls the image id. */
	readonly configDigest: Digest;
	/** Names that the image carries. */
	readonly tags: readonly string[];
	readonly platform: Platform;
	readonly layers: readonly LayerSummary[];
}

/** A folder. */
export interface DirectorySubject {
	readonly kind: "directory";
	readonly target: string;
}

/** A bill of materials, which stands for what it describes. */
export interface SbomSubject {
	readonly kind: "sbom";
	readonly target: string;
	/** Of the document. */
	readonly digest: Digest;
	/** The format and its version, as people write them: `CycloneDX 1.6 JSON`. */
	readonly format: string;
	/** What the document says it is about; nothing of it has been verified. */
	readonly describes?: DescribedSubject;
}

/** What a bill of materials says it is about. */
export interface DescribedSubject {
	readonly name: string;
	readonly version?: string;
	readonly purl?: string;
	/** Of an image's manifest. */
	readonly digest?: Digest;
	readonly platform?: Platform;
}

/** What is examined. */
export type Subject = ImageSubject | DirectorySubject | SbomSubject;
