import type { License } from "../../bill-of-materials/licenses.ts";
import { ExtractedLicenses } from "../extracted-licenses.ts";
import { type Element, element, type Namespace } from "./element.ts";

/** The `LicenseRef-…` in an expression. */
const REFERENCES = /LicenseRef-[A-Za-z0-9.-]+/g;

/** Gathers which packages declare which licences: each expression is one element, and so is each licence that is not on SPDX's list. */
export class Licensing {
	readonly #iri: Namespace;
	readonly #extracted = new ExtractedLicenses();
	/** By expression, the packages that declare it. */
	readonly #declaredBy = new Map<string, string[]>();

	constructor(iri: Namespace) {
		this.#iri = iri;
	}

	/** Notes what a package declares. */
	declare(packageId: string, licenses: readonly License[]): void {
		const expression = this.#extracted.expressionOf(licenses);
		if (expression !== undefined) this.#declaredBy.getOrInsertComputed(expression, () => []).push(packageId);
	}

	/** The licences, their texts, and which package declares which. */
	*elements(): Generator<Element> {
		for (const { id, name, text } of this.#extracted.list()) {
			yield element("simplelicensing_SimpleLicensingText", this.#iri(id), { name, simplelicensing_licenseText: text });
		}
		let number = 0;
		for (const [expression, packages] of this.#declaredBy) {
			number++;
			const id = this.#iri(`License-${number}`);
			yield element("simplelicensing_LicenseExpression", id, {
				simplelicensing_licenseExpression: expression,
				...this.#referencesOf(expression),
			});
			for (const from of packages) {
				yield element("Relationship", `${from}-license`, { from, relationshipType: "hasDeclaredLicense", to: [id] });
			}
		}
	}

	#referencesOf(expression: string): { readonly simplelicensing_customIdToUri?: readonly object[] } {
		const ids = new Set(expression.match(REFERENCES) ?? []);
		if (ids.size === 0) return {};
		return { simplelicensing_customIdToUri: [...ids].map((key) => ({ type: "DictionaryEntry", key, value: this.#iri(key) })) };
	}
}
