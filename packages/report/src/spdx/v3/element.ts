import type { Fact } from "../../bill-of-materials/facts.ts";

/** Makes the IRI of an identifier of the document. */
export type Namespace = (id: string) => string;

/** An element of the graph. */
export interface Element {
	readonly type: string;
	readonly spdxId: string;
	readonly creationInfo: "_:creation";
}

/** An element with its members; all of them are of the one act of creation. */
export function element<Members extends object>(type: string, spdxId: string, members: Members): Element & Members {
	return { type, spdxId, creationInfo: "_:creation", ...members };
}

/**
 * Facts as SPDX 3 carries the properties of CycloneDX; nothing where there are none.
 *
 * @see https://spdx.github.io/spdx-spec/v3.0.1/model/Extension/Classes/CdxPropertiesExtension/
 */
export function extensionOf(facts: readonly Fact[]): { readonly extension?: readonly object[] } {
	if (facts.length === 0) return {};
	const properties = facts.map(([name, value]) => ({
		type: "extension_CdxPropertyEntry",
		extension_cdxPropName: name,
		extension_cdxPropValue: value,
	}));
	return { extension: [{ type: "extension_CdxPropertiesExtension", extension_cdxProperty: properties }] };
}
