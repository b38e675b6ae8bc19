import type { CoverageEntry, Digest, Platform } from "@plimsoll/core";
import type { ByteReading } from "./files/chunk-memory.ts";
import type { ReferrerSource } from "./referrers/referrer-source.ts";

/** One layer of an image, unread. */
export interface Layer {
	/** Of the blob, as the manifest names it; the claimed diff id where the format's manifest names no digest. */
	readonly digest: Digest;
	/** Of the uncompressed tar, as the configuration *claims*. */
	readonly diffId?: Digest;
	readonly mediaType: string;
	/** Bytes of the blob, as the manifest says. */
	readonly size?: number;
	/** The line of the image's history that made it. */
	readonly createdBy?: string;
	/** Whether `digest` is of the blob (else of its uncompressed tar): what a reader has to verify. */
	readonly digestOf: "blob" | "tar";
	/**
	 * The bytes of the blob as stored, in order, in chunks of any size. Callable more than once. Digests are the reader's
	 * to verify (see `readLayers`); the size is bounded by what the manifest says.
	 *
	 * @throws {@link import("./errors.ts").OciError} `blob-missing`, `blob-not-a-file`, `size-mismatch`, `target-unreadable`
	 */
	read(reading?: ByteReading): AsyncIterable<Uint8Array>;
}

/** A container image for one platform: verified manifest and configuration, layers still to be read. */
export interface Image {
	readonly kind: "image";
	/** What the user named. */
	readonly target: string;
	/** Of the manifest; of the configuration where a docker archive has no manifest. */
	readonly digest: Digest;
	readonly configDigest: Digest;
	/** Names that the image carries, ordered. */
	readonly tags: readonly string[];
	readonly platform: Platform;
	/** Bottom layer first. */
	readonly layers: readonly Layer[];
	/** Where what is attached to it comes from; absent where it lies in no registry. */
	readonly referrers?: ReferrerSource;
	/** What could not be established while opening it; for whoever gathers coverage to pass on. Absent: nothing. */
	readonly coverage?: readonly CoverageEntry[];
	/** Releases files; reading layers afterwards fails. */
	close(): Promise<void>;
}

/** A document, which may be a bill of materials. */
export interface Document {
	readonly kind: "document";
	/** What the user named. */
	readonly target: string;
	/** Of the file as it is, compressed or not. */
	readonly digest: Digest;
	/** Its content, inflated. */
	readonly bytes: Uint8Array;
}

/** A folder to be looked at as it is. */
export interface Directory {
	readonly kind: "directory";
	readonly target: string;
	/** Absolute path on this machine. */
	readonly root: string;
	/** `system` where it is the root of a whole one, in which what is installed is the evidence, as in an image. */
	readonly holds: "files" | "system";
}

/** What a target was opened as. */
export type Opened = Image | Directory | Document;
