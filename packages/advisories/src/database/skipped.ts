/** Records, or parts of them, that were left out of a database for one reason. */
export interface SkippedRecords {
	/** The source, and the first file of it that this happened in. */
	readonly name: string;
	readonly reason: string;
	/** How often it happened in this source. */
	readonly count: number;
}

/** Counts what is left out; keeps one example for each source and reason. */
export class SkippedCounter {
	readonly #skipped = new Map<string, { name: string; reason: string; count: number }>();

	add(source: string, file: string, reason: string): void {
		const key = JSON.stringify([source, reason]);
		const known = this.#skipped.get(key);
		if (known !== undefined) known.count += 1;
		else this.#skipped.set(key, { name: `${source}/${file}`, reason, count: 1 });
	}

	list(): SkippedRecords[] {
		return [...this.#skipped.values()];
	}
}
