import type { CoverageEntry, Digest } from "@plimsoll/core";

/** What is known of a file before its first byte. */
export interface FileHeading {
	/** Absolute. */
	readonly path: string;
	/** Bytes. */
	readonly size: number;
	/** Permission bits. */
	readonly mode: number;
}

/**
 * Asks for an excerpt of a file: some bytes made from its content, kept in its place. Meant for files that are too large to
 * keep, or that no name gives away.
 *
 * @returns undefined where the file is of no interest. Must be cheap: it is called for every file
 */
export type TakesExcerpt = (file: FileHeading) => ExcerptReader | undefined;

/** Reads one file in passing. Must not throw. Of a file that is cut short there is no excerpt. */
export interface ExcerptReader {
	/** Takes the next bytes, which are only lent. Whether more are wanted; a reader that says no is asked for its excerpt at once. */
	push(bytes: Uint8Array): boolean;
	/** The excerpt, after the last byte that was wanted; undefined where there is nothing to keep. */
	end(): Uint8Array | undefined;
	/** What is kept in place of an excerpt where the content could not be had, or not all of it; nothing unless a reader says so. */
	unread?(): Uint8Array | undefined;
}

/** Says that excerpts of a layer were given up. */
export function excerptsLost(layer: Digest, count: number): CoverageEntry {
	const message = `Layer ${layer}: what was found in ${count} of its files does not fit beside what else is kept`;
	return { code: "file-limit", message, layer, limit: "maxKeptBytes" };
}
