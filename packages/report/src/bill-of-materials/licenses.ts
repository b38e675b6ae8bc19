import { compareText } from "@plimsoll/core";
import parseExpression from "spdx-expression-parse";
import { spdxIdOf } from "./license-ids.ts";

/** A licence as found, told apart: an id of SPDX's list, an SPDX expression, or only a name. */
export type License =
	| { readonly kind: "id"; readonly id: string }
	| { readonly kind: "expression"; readonly expression: string }
	| { readonly kind: "name"; readonly name: string };

/** Licence texts as found are sometimes whole licences; a name is shorter. */
const MAX_CHARACTERS = 512;

/** What documents write where they say nothing. */
const NOTHING: readonly string[] = ["", "NOASSERTION"];

/** Tells licence texts apart, ordered, each once. */
export function licensesOf(found: readonly string[]): readonly License[] {
	const texts = new Set(found.map((text) => text.trim().slice(0, MAX_CHARACTERS)).filter((text) => !NOTHING.includes(text)));
	const licenses = new Map([...texts].sort(compareText).map((text) => [spdxIdOf(text) ?? text, text]));
	return [...licenses.values()].map(licenseOf);
}

/** A licence as one text: told apart again it is the same. */
export function licenseText(license: License): string {
	switch (license.kind) {
		case "id":
			return license.id;
		case "expression":
			return license.expression;
		case "name":
			return license.name;
	}
}

function licenseOf(text: string): License {
	const id = spdxIdOf(text);
	if (id !== undefined) return { kind: "id", id };
	return isExpression(text) ? { kind: "expression", expression: text } : { kind: "name", name: text };
}

/** A reference into another document means nothing without that document. */
function isExpression(text: string): boolean {
	if (text.includes("DocumentRef-")) return false;
	try {
		parseExpression(text);
		return true;
	} catch {
		return false;
	}
}
