import type { LayerSummary } from "@plimsoll/core";

/** What a path of the squashed tree is. */
export type FileKind = "file" | "directory" | "symlink" | "other";

/** A path of the squashed tree. */
export interface FileEntry {
	/** Absolute, normalised, with no link in its folders: `/usr/lib/os-release`. The root is `/`. */
	readonly path: string;
	readonly kind: FileKind;
	/** Bytes of a file, else 0. */
	readonly size: number;
	/** Permission bits with setuid, setgid and sticky: at most 0o7777. */
	readonly mode: number;
	/** A symlink's target as stored. */
	readonly linkTarget?: string;
	/** Index into {@link FileTree.layers}; undefined where there are no layers (a folder), or for a path only implied. */
	readonly layer?: number;
}

/** What was kept of a file in the place of its content. */
export interface FileExcerpt {
	readonly entry: FileEntry;
	readonly bytes: Uint8Array;
}

/** The file system of a subject as a container would see it, with the content of the files that were asked for. */
export interface FileTree {
	/** What was read of each layer, bottom first; empty for a folder. */
	readonly layers: readonly LayerSummary[];
	/**
	 * Whether so many links were followed (`maxLinkSteps`) that no more are. Then lookups through links may have found nothing
	 * where there is something.
	 */
	readonly isSpent: boolean;
	/** Every path but the root, ordered by code unit of the path, folders before what they hold. */
	entries(): Iterable<FileEntry>;
	/** Every file whose content is kept, and every symlink that leads to one; ordered by path. */
	kept(): readonly FileEntry[];
	/** The entry at a path, its folders' links followed but not its own. */
	lstat(path: string): FileEntry | undefined;
	/** The entry that a path leads to, all links followed inside the root; undefined where it leads nowhere or never ends. */
	stat(path: string): FileEntry | undefined;
	/** What a folder holds, ordered by name; empty where the path leads to no folder. */
	list(path: string): readonly FileEntry[];
	/**
	 * The content of a file, or of the file that a symlink leads to. Present for every path of the squashed tree that was
	 * asked for (`wants`), however it is linked; undefined for others, and where a coverage entry says why.
	 */
	content(entry: FileEntry): Uint8Array | undefined;
	/** Every file that an excerpt was taken of, by each of its names; ordered by path. */
	excerpts(): readonly FileExcerpt[];
}

/**
 * Tells by its absolute path whether a file's content will be asked for. Must be cheap: it is called for every file.
 *
 * @param isMissed whether all files have passed by, and of this one there is neither content nor an excerpt: it may be called so
 * only by a link
 */
export type WantsFile = (path: string, isMissed?: boolean) => boolean;
