import { isDated, type Standard } from "./standard.ts";

/**
 * The data fields of the minimum elements. That a package is part of the subject is the relationship that they ask for, which
 * every bill of materials states by listing it.
 *
 * @see https://www.ntia.gov/report/2021/minimum-elements-software-bill-materials-sbom
 */
export const ntia: Standard = {
	id: "ntia",
	name: "NTIA minimum elements (2021)",
	document: [
		{ name: "author of the SBOM data", has: ({ creators }) => creators.length > 0 },
		{ name: "timestamp", has: isDated },
	],
	packages: [
		{ name: "supplier name", has: ({ vendor }) => vendor !== undefined && vendor !== "" },
		{ name: "component name", has: ({ name }) => name !== "" },
		{ name: "component version", has: ({ version }) => version !== "" },
		{ name: "other unique identifiers", has: ({ purl, cpes = [] }) => purl !== "" || cpes.length > 0 },
		{ name: "dependency relationship", has: () => true },
	],
};
