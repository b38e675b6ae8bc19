/** Gems of one name that a dependency may mean, side by side; more are left out. */
const MAX_CANDIDATES = 8;

/** Purls by texts that dependencies are looked up with. */
export class GemIndex {
	readonly #purls: Map<string, string[]> = new Map();

	add(purl: string, ...keys: readonly string[]): void {
		for (const key of keys) {
			const purls = this.#purls.getOrInsertComputed(key, () => []);
			if (purls.length < MAX_CANDIDATES) purls.push(purl);
		}
	}

	/** What was added under the first of the keys that is there. */
	find(...keys: readonly string[]): readonly string[] {
		for (const key of keys) {
			const purls = this.#purls.get(key);
			if (purls !== undefined) return purls;
		}
		return [];
	}
}
