/** Takes what a database holds. */
export interface DatabaseVisitor {
	/** A package's header, whole. */
	header(bytes: Uint8Array): void;
	/** Something that could not be read; continues the sentence "PATH: …". */
	problem(message: string): void;
	/** Whether so much was wrong that the rest is not worth the time: a reader then stops. */
	readonly exhausted: boolean;
}

/** The bytes of a database, and of the journal beside it where there is one. */
export interface DatabaseFiles {
	readonly bytes: Uint8Array;
	/** SQLite's write-ahead log: what was committed but not yet copied into the database. */
	readonly log?: Uint8Array | undefined;
}

/** A way in which rpm keeps its headers. */
export interface DatabaseFormat {
	readonly name: string;
	/** By its magic bytes: the name of a file does not say what is in it. */
	recognises(bytes: Uint8Array): boolean;
	/** Reads every header. Never throws; ends in a time that is bounded by the size of the file. */
	read(files: DatabaseFiles, visitor: DatabaseVisitor): void;
}

/**
 * Counts bytes of headers against the size of the file that they come from. In an honest database no byte is part of two
 * headers; in a forged one a thousand entries may point at one place, and reading each would take for ever.
 */
export class HeaderBudget {
	#left: number;

	constructor(fileBytes: number) {
		this.#left = fileBytes;
	}

	/** Whether a header of this size can still be honest. */
	take(size: number): boolean {
		if (size > this.#left) return false;
		this.#left -= size;
		return true;
	}
}
