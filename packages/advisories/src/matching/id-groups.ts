/** Sets of ids that grow together. */
export class IdGroups {
	readonly #parents = new Map<string, string>();

	/** Every id, in the order in which they came; may grow while it is walked. */
	ids(): Iterable<string> {
		return this.#parents.keys();
	}

	/** The id that stands for all that an id is joined with; itself where it is joined with none. */
	rootOf(id: string): string {
		let root = id;
		for (;;) {
			const parent = this.#parents.get(root);
			if (parent === undefined || parent === root) return root;
			// Each walk halves the way for the next
			this.#parents.set(root, this.#parents.get(parent) ?? parent);
			root = parent;
		}
	}

	/** Says that two ids are of one vulnerability; with itself, that an id is one. */
	join(a: string, b: string): void {
		const [left, right] = [this.rootOf(a), this.rootOf(b)];
		this.#parents.set(left, left);
		this.#parents.set(right, left);
	}
}
