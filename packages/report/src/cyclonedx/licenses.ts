import parseExpression from "spdx-expression-parse";
import deprecatedIds from "spdx-license-ids/deprecated.json" with { type: "json" };
import currentIds from "spdx-license-ids/index.json" with { type: "json" };

/** What CycloneDX calls a licence choice: either one expression or a list of single licences. */
export type LicenseChoice = { readonly expression: string } | { readonly license: { readonly id: string } | { readonly name: string } };

/** Licence texts as found are sometimes whole licences; a name is shorter. */
const MAX_CHARACTERS = 512;

const SPDX_IDS: ReadonlyMap<string, string> = new Map([...deprecatedIds, ...currentIds].map((id) => [id.toLowerCase(), id]));

/**
 * Licences as found, as CycloneDX wants them: SPDX ids as `id`, an SPDX expression as `expression` where it is all there
 * is (the schema allows no second entry beside one), anything else as a `name`.
 */
export function licenseChoices(found: readonly string[]): readonly LicenseChoice[] {
	const texts = [...new Set(found.map((text) => text.trim().slice(0, MAX_CHARACTERS)))].filter((text) => text !== "");
	const [only] = texts;
	if (only !== undefined && texts.length === 1 && !SPDX_IDS.has(only.toLowerCase()) && isExpression(only)) return [{ expression: only }];

	return texts.map((text) => {
		const id = SPDX_IDS.get(text.toLowerCase());
		return { license: id === undefined ? { name: text } : { id } };
	});
}

function isExpression(text: string): boolean {
	try {
		parseExpression(text);
		return true;
	} catch {
		return false;
	}
}
