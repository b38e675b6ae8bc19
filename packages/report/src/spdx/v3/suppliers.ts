import { type Element, element, type Namespace } from "./element.ts";

/** Gathers who supplied packages: each is one element, however many packages it supplied. */
export class Suppliers {
	readonly #iri: Namespace;
	readonly #ids = new Map<string, string>();

	constructor(iri: Namespace) {
		this.#iri = iri;
	}

	/** The element of a supplier, by its name. */
	idOf(name: string): string {
		return this.#ids.getOrInsertComputed(name, () => this.#iri(`Organization-${this.#ids.size + 1}`));
	}

	/** All that were asked for. */
	*elements(): Generator<Element> {
		for (const [name, id] of this.#ids) yield element("Organization", id, { name });
	}
}
