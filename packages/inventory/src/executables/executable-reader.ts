import { messageOf } from "@plimsoll/core";
import type { ExcerptReader } from "@plimsoll/oci";
import type { Cataloger } from "../cataloger.ts";
import type { BufferPool } from "./buffer-pool.ts";
import type { Executable } from "./executable.ts";
import { writeExcerpt } from "./executable-excerpt.ts";
import { MarkSearch } from "./mark-search.ts";
import { beginsExecutable, MAGIC_BYTES, readExecutables } from "./read-executables.ts";

/** What executables are read with. */
export interface ExecutableReading {
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
export class ExecutableReader implements ExcerptReader {
	readonly #reading: ExecutableReading;
	readonly #size: number;
	/** The first bytes, until they are enough to tell by. */
	#head: Uint8Array | undefined = NOTHING;
	/** One of the two, once the file begins like an executable. */
	#held: Buffer | undefined;
	#search: MarkSearch | undefined;
	#filled = 0;

	constructor(size: number, reading: ExecutableReading) {
		this.#reading = reading;
		this.#size = size;
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

	end(): Uint8Array | undefined {
		try {
			return this.#head === undefined ? this.#excerpt() : undefined;
		} finally {
			if (this.#held !== undefined) this.#reading.pool.give(this.#held);
			this.#held = undefined;
		}
	}

	#begin(): void {
		const { catalogers, pool, maxHeldBytes } = this.#reading;
		this.#head = undefined;
		if (this.#size <= maxHeldBytes) this.#held = pool.take(this.#size);
		else this.#search = new MarkSearch(catalogers.flatMap(({ executables }) => executables?.mark ?? []));
	}

	#take(bytes: Uint8Array): void {
		this.#search?.push(bytes);
		if (this.#held === undefined) return;
		const part = bytes.subarray(0, this.#size - this.#filled);
		this.#held.set(part, this.#filled);
		this.#filled += part.length;
	}

	#excerpt(): Uint8Array | undefined {
		const executables = this.#executables();
		const parts = new Map<string, Uint8Array>();
		let problem: string | undefined;
		for (const { id, executables: interest } of this.#reading.catalogers) {
			try {
				const part = firstOf(executables, (executable) => interest?.excerpt(executable));
				if (part !== undefined) parts.set(id, part);
			} catch (error) {
				// A defect of Plimsoll; thrown from here, it would cost the layer.
				problem = `the ${id} cataloger gave up on it: ${messageOf(error)}`;
			}
		}
		if (parts.size === 0) problem ??= this.#tooLarge();
		return parts.size === 0 && problem === undefined ? undefined : writeExcerpt({ parts, problem });
	}

	#tooLarge(): string | undefined {
		const { maxHeldBytes } = this.#reading;
		if (this.#search === undefined) return undefined;
		return `an executable of ${this.#size} bytes; only those up to ${maxHeldBytes} are looked into as a whole`;
	}

	#executables(): readonly Executable[] {
		if (this.#search === undefined) return readExecutables(this.#held?.subarray(0, this.#filled) ?? NOTHING);
		return [{ format: "unknown", size: this.#size, isBigEndian: false, sections: [], regions: this.#search.regions() }];
	}
}

function firstOf<T>(executables: readonly Executable[], read: (executable: Executable) => T | undefined): T | undefined {
	for (const executable of executables) {
		const found = read(executable);
		if (found !== undefined) return found;
	}
	return undefined;
}
