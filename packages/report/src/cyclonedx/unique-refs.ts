/** Gives out `bom-ref`s: the same for the same names in the same order, and never the same twice. */
export class UniqueRefs {
	readonly #given = new Set<string>();

	/** The wanted reference, with a number where it was given before. */
	give(wanted: string): string {
		let ref = wanted;
		for (let number = 2; this.#given.has(ref) || ref === ""; number++) ref = `${wanted}#${number}`;
		this.#given.add(ref);
		return ref;
	}
}
