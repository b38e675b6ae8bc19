import type { DatabaseSync, StatementSync } from "node:sqlite";
import { blockLine } from "./block-writer.ts";
import { unpackRow } from "./row.ts";
import type { Store } from "./schema.ts";

/** Blocks kept unpacked; look-ups of one scan come back to the same ones. At 16 KiB each, a megabyte. */
const KEPT_BLOCKS = 64;

/** Finds lines in the blocks that a `BlockWriter` wrote. */
export class BlockReader {
	readonly #find: StatementSync;
	readonly #read: StatementSync;
	readonly #kept = new Map<unknown, string>();

	constructor(database: DatabaseSync) {
		this.#find = database.prepare("SELECT block FROM block_index WHERE store = ? AND first <= ? ORDER BY first DESC LIMIT 1");
		this.#read = database.prepare("SELECT body FROM block WHERE id = ?");
	}

	/**
	 * The JSON of a key, where there is one.
	 *
	 * @throws where the block cannot be unpacked
	 */
	get(store: Store, key: string): string | undefined {
		const found = this.#find.get(store, key);
		if (found === undefined) return undefined;

		const block = this.#block(found["block"]);
		const start = blockLine(key, "");
		const at = block.indexOf(start);
		if (at < 0) return undefined;
		const end = block.indexOf("\n", at + start.length);
		return block.slice(at + start.length, end < 0 ? undefined : end);
	}

	#block(id: unknown): string {
		const kept = this.#kept.get(id);
		if (kept !== undefined) return kept;

		if (typeof id !== "number") throw new TypeError("expected the number of a block");
		const block = unpackRow(this.#read.get(id)?.["body"]);
		const oldest = this.#kept.size >= KEPT_BLOCKS ? this.#kept.keys().next() : undefined;
		if (oldest?.done === false) this.#kept.delete(oldest.value);
		this.#kept.set(id, block);
		return block;
	}
}
