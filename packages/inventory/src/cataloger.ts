import type { CoverageEntry, CoverageSink, Limits, OperatingSystem, Package } from "@plimsoll/core";
import type { ExcerptReader, FileEntry, FileHeading, FileTree } from "@plimsoll/oci";
import type { BufferPool } from "./excerpts/buffer-pool.ts";
import type { ExcerptOptions } from "./excerpts/excerpt-options.ts";
import type { Executable } from "./executables/executable.ts";

/** A package as a cataloger finds it: in one place, its layer and owner not yet known. */
export interface FoundPackage extends Omit<Package, "locations" | "ownedBy"> {
	/**
	 * The file it was found in, as an absolute path inside the subject; in an archive followed by a colon and the path there:
	 * `/app/app.jar:BOOT-INF/lib/x.jar`.
	 */
	readonly path: string;
	/** The file of the subject that holds it, where `path` goes on inside an archive. */
	readonly container?: string | undefined;
	/**
	 * A file that came with the package: its layer is the package's. For a database that every later change writes anew, whose
	 * own layer says only who changed anything last. Absent where `path` tells as well.
	 */
	readonly broughtBy?: string | undefined;
	/**
	 * Set where the file's name and bytes tell, and a closer look may tell more: what another cataloger finds of the same type
	 * and name in the same file is the same package, and where that says that the file is something else, this is none.
	 * Of two versions that counts which has an ecosystem, the other's first.
	 */
	readonly provisional?: {
		/** What is to be said if it counts. */
		readonly entry?: CoverageEntry | undefined;
	};
}

/** A file that a cataloger asked for. */
export interface FoundFile {
	/** The file itself, where the path is a link's. */
	readonly entry: FileEntry;
	/** The path that was asked for. */
	readonly path: string;
	readonly bytes: Uint8Array;
}

/** Coordinates of a Java archive. */
export interface JavaCoordinates {
	readonly group: string;
	readonly artifact: string;
	readonly version: string;
}

/** Looks up by its SHA-1, in lower-case hexadecimal digits, which archive of a repository such as Maven Central a file is. */
export type JavaIndex = (sha1: string) => JavaCoordinates | undefined;

/** What a cataloger works with. */
export interface CatalogContext {
	readonly tree: FileTree;
	/** The files that it wants and whose content could be had, ordered by path. Links to other such files are left out. */
	readonly files: readonly FoundFile[];
	/** The files that it looked into in passing and kept something of, ordered by path, each with what it kept as `bytes`. */
	readonly excerpts: readonly FoundFile[];
	readonly operatingSystem: OperatingSystem | undefined;
	readonly javaIndex?: JavaIndex;
	/** In a folder lock files are the evidence; in an image only where nothing installed says otherwise. */
	readonly subject: "image" | "directory";
	readonly limits: Limits;
	/** Says that a package was found. */
	add(found: FoundPackage): void;
	/** Says that an operating system's package owns a file, whether or not the file is still there. */
	own(purl: string, path: string): void;
	/** The purl of the operating system's package that owns a file; complete once the `system` catalogers have run. */
	ownerOf(path: string): string | undefined;
	/** Whether a package of a purl type was found under this name, by those that ran before; to be asked before anything is added. */
	isFound(type: string, name: string): boolean;
	/** Says that an executable, or those in a folder and all below it, are part of what was found, or are told of otherwise. */
	cover(path: string): void;
	/** Says that something could not be looked at. The layer is filled in where the path is that of a file. */
	report: CoverageSink;
}

/** How a cataloger looks into executables, while the subject is read. */
export interface ExecutableInterest {
	/**
	 * What to keep of an executable for {@link CatalogContext.excerpts}: little, and copied, since the executable itself is
	 * only lent. Undefined where there is nothing of this ecosystem in it.
	 */
	excerpt(executable: Executable, file: FileHeading): Uint8Array | undefined;
	/**
	 * What the data in question begins with, where that is telling. Of an executable too large to be held, only what follows this
	 * is shown, as its regions.
	 */
	readonly mark?: Uint8Array;
	/** Of an executable too large to be held: reads it in passing, for what is to be kept where `excerpt` finds nothing. */
	readonly passing?: () => ExcerptReader;
}

/** A file that passes by while the subject is read. */
export interface PassingFile extends ExcerptOptions {
	readonly file: FileHeading;
	/** Buffers for whoever has to hold a file as a whole, for as long as it passes. */
	readonly pool: BufferPool;
}

/**
 * Finds the packages of one ecosystem. Pure: all it knows comes from the context. A file that it cannot read costs a
 * coverage entry and never the rest.
 */
export interface Cataloger {
	/** The name of its folder. */
	readonly id: string;
	/** Raised whenever the same files would give other packages: part of cache keys. */
	readonly version: number;
	/**
	 * `system`: a package database of an operating system, or of conda, which also says which files its packages own. `language`:
	 * everything else; runs afterwards, so that ownership is known, and only its packages can be owned. `document`: what somebody
	 * wrote about the packages of all kinds; runs last, and its packages can be owned, too.
	 */
	readonly kind: "system" | "language" | "document";
	/**
	 * Whether a file's content is needed. Called for every path of a subject, so that it must be cheap.
	 *
	 * @param name the last part of the path, which settles the question for nearly all of them
	 * @param isMissed whether the file passed by without an excerpt being taken, which goes by the name it has itself: it may be
	 * called so only by a link
	 */
	wants(path: string, name: string, isMissed?: boolean): boolean;
	/**
	 * Looks into files whose content would be too much to keep; what is kept of one is in {@link CatalogContext.excerpts}. Called
	 * for every file of a subject, so that it must be cheap; undefined for a file of no interest. In a folder each look is a
	 * file to open.
	 */
	readonly excerpts?: (passing: PassingFile) => ExcerptReader | undefined;
	/** How it looks into executables, which no name tells of; absent where it looks into none. */
	readonly executables?: ExecutableInterest;
	catalog(context: CatalogContext): void;
}
