import type { License } from "../bill-of-materials/licenses.ts";
import type { VersionTraits } from "./versions.ts";

/** What CycloneDX calls a licence choice: either one expression or a list of single licences. */
export type LicenseChoice =
	| { readonly expression: string; readonly acknowledgement?: string }
	| { readonly license: ({ readonly id: string } | { readonly name: string }) & { readonly acknowledgement?: string } };

/**
 * Licences as CycloneDX wants them: an expression only where it is all there is (until 1.6 the schema allows no second entry
 * beside one), else as a name. All are what the package declares.
 */
export function licenseChoices(licenses: readonly License[], traits: VersionTraits): readonly LicenseChoice[] {
	const said = traits.since16 ? { acknowledgement: "declared" } : {};
	const only = licenses.length === 1;
	return licenses.map((license) => choiceOf(license, only, said));
}

function choiceOf(license: License, only: boolean, said: { readonly acknowledgement?: string }): LicenseChoice {
	switch (license.kind) {
		case "id":
			return { license: { id: license.id, ...said } };
		case "name":
			return { license: { name: license.name, ...said } };
		case "expression":
			return only ? { expression: license.expression, ...said } : { license: { name: license.expression, ...said } };
	}
}
