import type { CoverageSink, Limits, OperatingSystem, Package } from "@plimsoll/core";
import type { FileEntry, FileTree } from "@plimsoll/oci";

/** A package as a cataloger finds it: in one place, its layer and owner not yet known. */
export interface FoundPackage extends Omit<Package, "locations" | "ownedBy"> {
	/** The file it was found in, as an absolute path inside the subject. */
	readonly path: string;
}

/** A file that a cataloger asked for. */
export interface FoundFile {
	readonly entry: FileEntry;
	/** `entry.path`. */
	readonly path: string;
	readonly bytes: Uint8Array;
}

/** What a cataloger works with. */
export interface CatalogContext {
	readonly tree: FileTree;
	/** The files that it wants and whose content could be had, ordered by path. */
	readonly files: readonly FoundFile[];
	readonly operatingSystem: OperatingSystem | undefined;
	/** In a folder lock files are the evidence; in an image only where nothing installed says otherwise. */
	readonly subject: "image" | "directory";
	readonly limits: Limits;
	/** Says that a package was found. */
	add(found: FoundPackage): void;
	/** Says that an operating system's package owns a file, whether or not the file is still there. */
	own(purl: string, path: string): void;
	/** Says that something could not be looked at. */
	report: CoverageSink;
}

/**
 * Finds the packages of one ecosystem. Pure: all it knows comes from the context. A file that it cannot read costs a
 * coverage entry and never the rest.
 */
export interface Cataloger {
	/** `dpkg`, `npm-installed`, …; the name of its folder or file. */
	readonly id: string;
	/** Raised whenever the same files would give other packages: part of cache keys. */
	readonly version: number;
	/** Whether a file's content is needed. */
	wants(path: string): boolean;
	catalog(context: CatalogContext): void;
}
