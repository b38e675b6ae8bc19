import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type Packing, packRow } from "./row.ts";
import type { Store } from "./schema.ts";

/** Characters of a block before it is compressed: larger ones compress better and cost a look-up more. */
const BLOCK_LENGTH = 16 * 1024;

/** One line of a block. A key's JSON has neither tabs nor line breaks, so that it can be found without reading the block. */
export function blockLine(key: string, json: string): string {
	return `\n${JSON.stringify(key)}\t${json}`;
}

/** Packs sorted lines of `key, JSON` into compressed blocks, each found by its first key. */
export class BlockWriter {
	readonly #store: Store;
	readonly #packing: Packing;
	readonly #insertBlock: StatementSync;
	readonly #insertFirst: StatementSync;
	#first: string | undefined;
	#lines: string[] = [];
	#length = 0;

	constructor(database: DatabaseSync, store: Store, packing: Packing) {
		this.#store = store;
		this.#packing = packing;
		this.#insertBlock = database.prepare("INSERT INTO block (body) VALUES (?)");
		this.#insertFirst = database.prepare("INSERT INTO block_index (store, first, block) VALUES (?, ?, ?)");
	}

	/** Adds a line; keys come in ascending order, each once. */
	add(key: string, json: string): void {
		this.#first ??= key;
		const line = blockLine(key, json);
		this.#lines.push(line);
		this.#length += line.length;
		if (this.#length >= BLOCK_LENGTH) this.flush();
	}

	/** Writes what is left. */
	flush(): void {
		if (this.#first === undefined) return;
		const { lastInsertRowid } = this.#insertBlock.run(packRow(this.#lines.join(""), this.#packing));
		this.#insertFirst.run(this.#store, this.#first, lastInsertRowid);
		this.#first = undefined;
		this.#lines = [];
		this.#length = 0;
	}
}
