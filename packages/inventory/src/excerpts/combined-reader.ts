import type { ExcerptReader } from "@plimsoll/oci";
import { type Excerpt, writeExcerpt } from "./excerpt.ts";
import type { PartReader } from "./part-reader.ts";

/** Shows one file to several readers, each for as long as it wants to see more, and joins what they keep. */
export class CombinedReader implements ExcerptReader {
	readonly #kept: Excerpt[] = [];
	#readers: readonly PartReader[];

	constructor(readers: readonly PartReader[]) {
		this.#readers = readers;
	}

	push(bytes: Uint8Array): boolean {
		const tired = this.#readers.filter((reader) => !reader.push(bytes));
		if (tired.length === 0) return true;
		this.#readers = this.#readers.filter((reader) => !tired.includes(reader));
		this.#end(tired);
		return this.#readers.length > 0;
	}

	end(): Uint8Array | undefined {
		this.#end(this.#readers);
		return this.#written();
	}

	unread(): Uint8Array | undefined {
		for (const reader of this.#readers) this.#keep(reader.unread?.());
		return this.#written();
	}

	#written(): Uint8Array | undefined {
		this.#readers = [];
		if (this.#kept.length === 0) return undefined;
		const problems = this.#kept.flatMap(({ problem }) => problem ?? []);
		const parts = new Map(this.#kept.flatMap(({ parts: own }) => [...own]));
		const isLost = this.#kept.some((one) => one.isLost === true);
		const isExecutable = this.#kept.some((one) => one.isExecutable === true);
		return writeExcerpt({ parts, isLost, isExecutable, problem: problems.length === 0 ? undefined : problems.join("; ") });
	}

	#end(readers: readonly PartReader[]): void {
		for (const reader of readers) this.#keep(reader.end());
	}

	#keep(excerpt: Excerpt | undefined): void {
		if (excerpt !== undefined) this.#kept.push(excerpt);
	}
}
