import type { CoverageEntry, Digest } from "@plimsoll/core";
import type { TarKind } from "../tar/index.ts";

/**
 * The entries of a layer in the order of its tar, in columns: a million of them take some 100 MB rather than the several
 * hundred that as many objects would.
 */
export interface LayerEntries {
	/** Absolute and cleaned, whiteouts included. */
	readonly paths: readonly string[];
	/** Index into {@link TAR_KINDS}. */
	readonly kinds: Uint8Array;
	readonly sizes: Float64Array;
	readonly modes: Uint16Array;
	/** The targets of symlinks and hard links as stored, by the index of the entry. */
	readonly linkTargets: ReadonlyMap<number, string>;
}

/** What {@link LayerEntries.kinds} stand for. */
export const TAR_KINDS: readonly TarKind[] = ["file", "directory", "symlink", "hardlink", "other"];

/** The entries of a layer of which nothing is used. */
export const NO_ENTRIES: LayerEntries = {
	paths: [],
	kinds: new Uint8Array(0),
	sizes: new Float64Array(0),
	modes: new Uint16Array(0),
	linkTargets: new Map(),
};

/** What one pass over a layer's bytes established. Plain data: it can be cloned between threads and stored. */
export interface LayerAnalysis {
	/** Computed, of the blob as stored; undefined where it could not be read to its end. */
	readonly blobDigest: Digest | undefined;
	/** Computed, of the uncompressed tar; undefined where that could not be read to its end. */
	readonly diffId: Digest | undefined;
	/** Bytes of the blob. */
	readonly blobSize: number;
	/** Bytes of the tar, as far as it was read. */
	readonly tarSize: number;
	readonly entries: LayerEntries;
	/** The content of the files that were asked for, by the index of the entry. */
	readonly contents: ReadonlyMap<number, Uint8Array>;
	/** What was kept of files in the place of their content, by the index of the entry. */
	readonly excerpts: ReadonlyMap<number, Uint8Array>;
	/** Files whose content was asked for and is not here: it would exceed a limit, or its sparse map lies. By index. */
	readonly withheld: ReadonlySet<number>;
	/** What of the layer was lost. */
	readonly coverage: readonly CoverageEntry[];
}
