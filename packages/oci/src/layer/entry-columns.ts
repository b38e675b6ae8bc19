import type { TarKind } from "../tar/index.ts";
import { type LayerEntries, TAR_KINDS } from "./layer-analysis.ts";

const FIRST_CAPACITY = 256;

/** One row of {@link EntryColumns}. */
export interface EntryRow {
	readonly path: string;
	readonly kind: TarKind;
	readonly size: number;
	readonly mode: number;
	readonly linkTarget?: string;
}

/** Builds {@link LayerEntries}: columns that grow by doubling. */
export class EntryColumns {
	readonly #paths: string[] = [];
	readonly #linkTargets: Map<number, string> = new Map();
	#kinds: Uint8Array = new Uint8Array(FIRST_CAPACITY);
	#sizes: Float64Array = new Float64Array(FIRST_CAPACITY);
	#modes: Uint16Array = new Uint16Array(FIRST_CAPACITY);

	/** How many rows there are. */
	get length(): number {
		return this.#paths.length;
	}

	/** Adds a row and gives its index. */
	add(row: EntryRow): number {
		const index = this.#paths.push(row.path) - 1;
		if (index === this.#kinds.length) this.#grow(index * 2);
		this.#kinds[index] = TAR_KINDS.indexOf(row.kind);
		this.#sizes[index] = row.size;
		this.#modes[index] = row.mode;
		if (row.linkTarget !== undefined) this.#linkTargets.set(index, row.linkTarget);
		return index;
	}

	/** Takes back the last row. */
	removeLast(): void {
		this.#paths.pop();
		this.#linkTargets.delete(this.#paths.length);
	}

	/** The columns, cut to the rows that there are. */
	finish(): LayerEntries {
		const { length } = this.#paths;
		return {
			paths: this.#paths,
			kinds: this.#kinds.slice(0, length),
			sizes: this.#sizes.slice(0, length),
			modes: this.#modes.slice(0, length),
			linkTargets: this.#linkTargets,
		};
	}

	#grow(capacity: number): void {
		const [kinds, sizes, modes] = [this.#kinds, this.#sizes, this.#modes];
		this.#kinds = new Uint8Array(capacity);
		this.#sizes = new Float64Array(capacity);
		this.#modes = new Uint16Array(capacity);
		this.#kinds.set(kinds);
		this.#sizes.set(sizes);
		this.#modes.set(modes);
	}
}
