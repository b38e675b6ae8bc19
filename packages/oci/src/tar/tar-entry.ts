import type { LimitName } from "@plimsoll/core";
import type { Sparse } from "./sparse.ts";

/** What an entry of a tar makes. `other` is a device or a FIFO. */
export type TarKind = "file" | "directory" | "symlink" | "hardlink" | "other";

/** An entry as its headers describe it. */
export interface TarEntry {
	/** As stored: not yet cleaned of `.`, `..` and doubled slashes. */
	readonly path: string;
	readonly kind: TarKind;
	/** Bytes of a file with its holes, else 0. */
	readonly size: number;
	/** Bytes that follow the header, without padding. */
	readonly storedSize: number;
	/** Permission bits with setuid, setgid and sticky. */
	readonly mode: number;
	/** The target of a symlink or hard link, as stored. */
	readonly linkTarget?: string;
	readonly sparse?: Sparse;
}

/** Something of an archive that costs one entry, not the archive. */
export interface TarProblem {
	/** What is wrong with which entry. */
	readonly message: string;
	/** The path of the entry as stored, where it is known and not itself too long. */
	readonly path?: string;
	readonly limit?: LimitName;
}
