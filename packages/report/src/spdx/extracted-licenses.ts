import { hash } from "node:crypto";
import { compareText } from "@plimsoll/core";
import type { License } from "../bill-of-materials/licenses.ts";

/** A licence that is not on SPDX's list, with as much of its text as is known. */
export interface ExtractedLicense {
	/** `LicenseRef-…`, made of the name and the same everywhere. */
	readonly id: string;
	readonly name: string;
	readonly text: string;
}

/** The `LicenseRef-…` in an expression. */
const REFERENCES = /LicenseRef-[A-Za-z0-9.-]+/g;

/** Writes licences as SPDX expressions, and gathers those that a document must explain. */
export class ExtractedLicenses {
	readonly #byId = new Map<string, ExtractedLicense>();

	/** What a package declares, as one expression: all of its licences apply, as far as anybody knows. Undefined where it says nothing. */
	expressionOf(licenses: readonly License[]): string | undefined {
		const terms = licenses.map((license) => this.#termOf(license, licenses.length > 1));
		return terms.length === 0 ? undefined : terms.join(" AND ");
	}

	/** What has been gathered, ordered by id. */
	list(): readonly ExtractedLicense[] {
		return [...this.#byId.values()].sort((a, b) => compareText(a.id, b.id));
	}

	#termOf(license: License, amongOthers: boolean): string {
		switch (license.kind) {
			case "id":
				return license.id;
			case "expression":
				for (const [id] of license.expression.matchAll(REFERENCES))
					this.#add(id, id, "The package names this licence and does not give its text.");
				return amongOthers && license.expression.includes(" ") ? `(${license.expression})` : license.expression;
			case "name":
				return this.#add(`LicenseRef-${slug(license.name)}${hash("sha256", license.name).slice(0, 8)}`, license.name, license.name);
		}
	}

	#add(id: string, name: string, text: string): string {
		if (!this.#byId.has(id)) this.#byId.set(id, { id, name, text });
		return id;
	}
}

const MAX_SLUG_CHARACTERS = 40;

/** The part of a text that may stand in an SPDX identifier, with a hyphen behind it where there is any. */
export function slug(text: string): string {
	const kept = text
		.slice(0, MAX_SLUG_CHARACTERS)
		.replace(/[^A-Za-z0-9.]+/g, "-")
		.replace(/^-|-$/g, "");
	return kept === "" ? "" : `${kept}-`;
}
