import { messageOf } from "@plimsoll/core";
import type { FileHeading } from "@plimsoll/oci";
import type { Cataloger } from "../cataloger.ts";
import type { BufferPool } from "../excerpts/buffer-pool.ts";
import type { Excerpt } from "../excerpts/excerpt.ts";
import type { ExcerptOptions } from "../excerpts/excerpt-options.ts";
import { HeldFile } from "../excerpts/held-file.ts";
import { CatalogerReader, type PartReader } from "../excerpts/part-reader.ts";
import type { Executable } from "./executable.ts";
import { MarkSearch } from "./mark-search.ts";
import { beginsExecutable, MAGIC_BYTES, readExecutables } from "./read-executables.ts";

/** Smaller than what any compiler that tells of packages makes. */
const MIN_EXECUTABLE_BYTES = 4096;

/** https://github.com/upx/upx/blob/devel/src/stub/src/include/header.S */
const UPX_MARK: Uint8Array = Buffer.from("UPX!");
const UPX_HEAD_BYTES = 1024;

/** By name, where a file system has no mode that says so, and for libraries, which need none. */
const EXECUTABLE_NAME = /\.(?:exe|dll|node|dylib|so(?:\.[0-9.]+)?)$/i;

/**
 * Makes readers of executables, for the catalogers that look into them. In an image every file is looked at, by its first
 * bytes; in a folder, where each look is a file to open, those that are executable by mode or by name.
 */
export function executableReaders(
	catalogers: readonly Cataloger[],
	{ subject, limits, pool }: ExcerptOptions & { readonly pool: BufferPool },
): (file: FileHeading) => ExecutableReader | undefined {
	const interested = catalogers.filter(({ executables }) => executables !== undefined);
	const reading = { catalogers: interested, pool, maxHeldBytes: limits.maxFileBytes };
	return (file) => {
		if (file.size < MIN_EXECUTABLE_BYTES || interested.length === 0) return undefined;
		return subject === "image" || isNamedExecutable(file) ? new ExecutableReader(file, reading) : undefined;
	};
}

function isNamedExecutable({ mode, path }: FileHeading): boolean {
	return (mode & 0o111) !== 0 || EXECUTABLE_NAME.test(path);
}

/** What executables are read with. */
interface ExecutableReading {
	/** Those that look into executables. */
	readonly catalogers: readonly Cataloger[];
	readonly pool: BufferPool;
	/** Bytes of the largest file that is held as a whole, for as long as it is read. */
	readonly maxHeldBytes: number;
}

const NOTHING = new Uint8Array(0);

/**
 * Reads one file: gives up at its first bytes unless it begins like an executable; holds one that is not too large, to look into
 * it as a whole; of larger ones it keeps only what follows the catalogers' marks.
 */
export class ExecutableReader implements PartReader {
	readonly #reading: ExecutableReading;
	readonly #file: FileHeading;
	/** The first bytes, until they are enough to tell by. */
	#head: Uint8Array | undefined = NOTHING;
	/** One of the two, once the file begins like an executable. */
	#held: HeldFile | undefined;
	#search: MarkSearch | undefined;
	/** Beside the search: readers of those catalogers that want to see all of such a file. */
	#passing: readonly PartReader[] = [];

	constructor(file: FileHeading, reading: ExecutableReading) {
		this.#reading = reading;
		this.#file = file;
	}

	push(bytes: Uint8Array): boolean {
		if (this.#head === undefined) {
			this.#take(bytes);
			return true;
		}
		const head = this.#head.length === 0 ? bytes : Buffer.concat([this.#head, bytes]);
		if (head.length < MAGIC_BYTES) {
			this.#head = Uint8Array.from(head);
			return true;
		}
		if (!beginsExecutable(head)) return false;
		this.#begin();
		this.#take(head);
		return true;
	}

	end(): Excerpt | undefined {
		try {
			return this.#head === undefined ? this.#excerpt() : undefined;
		} finally {
			this.#held?.release();
		}
	}

	#begin(): void {
		const { catalogers, pool, maxHeldBytes } = this.#reading;
		this.#head = undefined;
		if (this.#file.size <= maxHeldBytes) this.#held = new HeldFile(pool, this.#file.size);
		else {
			this.#search = new MarkSearch(catalogers.flatMap(({ executables }) => executables?.mark ?? []));
			this.#passing = catalogers.flatMap(({ id, executables }) => {
				const reader = executables?.passing?.();
				return reader === undefined ? [] : [new CatalogerReader(id, reader)];
			});
		}
	}

	#take(bytes: Uint8Array): void {
		this.#search?.push(bytes);
		for (const reader of this.#passing) reader.push(bytes);
		this.#held?.push(bytes);
	}

	#excerpt(): Excerpt | undefined {
		const executables = this.#executables();
		const parts = new Map<string, Uint8Array>();
		let problem: string | undefined;
		let isLost = false;
		for (const { id, executables: interest } of this.#reading.catalogers) {
			try {
				const part = firstOf(executables, (executable) => interest?.excerpt(executable, this.#file));
				if (part !== undefined) parts.set(id, part);
			} catch (error) {
				// A defect of Plimsoll; thrown from here, it would cost the layer.
				problem = `the ${id} cataloger gave up on it: ${messageOf(error)}`;
				isLost = true;
			}
		}
		for (const reader of this.#passing) {
			const kept = reader.end();
			for (const [id, part] of kept?.parts ?? []) parts.getOrInsert(id, part);
			problem ??= kept?.problem;
			isLost ||= kept?.isLost === true;
		}
		if (parts.size === 0) problem ??= this.#tooLarge() ?? this.#packed();
		return executables.length === 0 ? undefined : { parts, problem, isLost, isExecutable: true };
	}

	/** UPX leaves its mark in what it writes before the program. */
	#packed(): string | undefined {
		const isPacked = Buffer.from(this.#held?.bytes().subarray(0, UPX_HEAD_BYTES) ?? NOTHING).includes(UPX_MARK);
		return isPacked ? "an executable that UPX has packed; what it was built of cannot be seen" : undefined;
	}

	#tooLarge(): string | undefined {
		const { maxHeldBytes } = this.#reading;
		if (this.#search === undefined) return undefined;
		return `an executable of ${this.#file.size} bytes; only those up to ${maxHeldBytes} are looked into as a whole`;
	}

	#executables(): readonly Executable[] {
		if (this.#search === undefined) return readExecutables(this.#held?.bytes() ?? NOTHING);
		const { size } = this.#file;
		return [{ format: "unknown", size, isBigEndian: false, sections: [], regions: this.#search.regions(), addressOf: () => undefined }];
	}
}

function firstOf<T>(executables: readonly Executable[], read: (executable: Executable) => T | undefined): T | undefined {
	for (const executable of executables) {
		const found = read(executable);
		if (found !== undefined) return found;
	}
	return undefined;
}
