import type { ExcerptReader } from "@plimsoll/oci";
import { type RustExcerpt, writeRustExcerpt } from "./rust-excerpt.ts";

/** Where cargo keeps the sources that it builds: `registry/src/INDEX/CRATE-VERSION/…`, below a folder of anybody's. */
const MARK: Buffer = Buffer.from("/registry/src/");
const MARK_OF_WINDOWS: Buffer = Buffer.from("\\registry\\src\\");
const CRATE = /^[^/\\\0]{1,100}[/\\]([0-9A-Za-z_-]{1,64}?)-(\d{1,9}\.\d{1,9}\.\d{1,9}(?:[-+][0-9A-Za-z.+-]{1,60})?)[/\\]/;
/** Longer than what {@link CRATE} matches, a mark before it included. */
const REACH = 320;
/** Several times what the largest programs have. */
const MAX_CRATES = 10_000;
/** Paths that are looked at in one executable; one of a thousand crates has some 50,000. */
const MAX_PATHS = 1_000_000;

/**
 * Finds the crates whose paths stand in an executable: programs tell by them where they panicked. Not every crate can panic, so
 * that others may be missing.
 */
export class CratePaths implements ExcerptReader {
	readonly #crates: Set<string> = new Set();
	/** The end of what came before. */
	#tail: Uint8Array = new Uint8Array(0);
	readonly #marks: readonly Buffer[];
	#paths = 0;

	/** @param mayBeOfWindows whether it may have been built there, which costs a second search */
	constructor(mayBeOfWindows: boolean) {
		this.#marks = mayBeOfWindows ? [MARK, MARK_OF_WINDOWS] : [MARK];
	}

	/** `NAME VERSION` of each, ordered. */
	get crates(): readonly string[] {
		return [...this.#crates].sort();
	}

	push(bytes: Uint8Array): boolean {
		// What begins before this one's last bytes is found in the next.
		this.#search(Buffer.concat([this.#tail, bytes.subarray(0, REACH)]), this.#tail.length);
		this.#search(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes.length);
		const end = bytes.length < REACH ? Buffer.concat([this.#tail, bytes]) : bytes;
		this.#tail = Uint8Array.from(end.subarray(-REACH));
		return this.#paths < MAX_PATHS && this.#crates.size < MAX_CRATES;
	}

	end(): Uint8Array | undefined {
		const crates = this.crates;
		return crates.length === 0 ? undefined : writeRustExcerpt({ crates } satisfies RustExcerpt);
	}

	#search(bytes: Buffer, limit: number): void {
		for (const mark of this.#marks) {
			for (let at = bytes.indexOf(mark); at !== -1 && at < limit && this.#paths < MAX_PATHS; at = bytes.indexOf(mark, at + mark.length)) {
				this.#paths++;
				const start = at + mark.length;
				const [, name, version] = CRATE.exec(bytes.toString("latin1", start, start + REACH - mark.length)) ?? [];
				if (name !== undefined && this.#crates.size < MAX_CRATES) this.#crates.add(`${name} ${version}`);
			}
		}
	}
}
