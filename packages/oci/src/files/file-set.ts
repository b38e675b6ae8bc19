import type { ByteReading } from "./chunk-memory.ts";

/** A file of a layout or an archive, unread. */
export interface StoredFile {
	/** Where it is, for messages: `layout/blobs/sha256/…`, `app.tar: manifest.json`. */
	readonly path: string;
	readonly size: number;
	/**
	 * Its bytes in order, exactly `size` of them. Callable more than once, also at the same time.
	 *
	 * @throws {@link import("../errors.ts").OciError} `size-mismatch`, `blob-not-a-file`, `target-unreadable`, `archive-malformed`
	 */
	read(reading?: ByteReading): AsyncIterable<Uint8Array>;
}

/** The named files that a layout or an archive consists of: in a folder, or in a tar. Names are relative and use `/`. */
export interface FileSet {
	readonly kind: "folder" | "archive" | "document";
	/** The folder or the file, as the user named it. */
	readonly path: string;
	/** Whether there is anything by a name, of whatever kind. */
	has(name: string): Promise<boolean>;
	/**
	 * The file by a name, links inside the set followed; undefined when there is none.
	 *
	 * @throws {@link import("../errors.ts").OciError} `blob-not-a-file` when it is something else, or leads out of the set
	 */
	find(name: string): Promise<StoredFile | undefined>;
	/** Whether several files have a name, so that readers may differ in which they take. Only a tar can have them. */
	isAmbiguous(name: string): boolean;
	/** Releases what is open. Reading files afterwards fails. */
	close(): Promise<void>;
}
