import { isDated, type Standard } from "./standard.ts";

/** The guideline wants somebody to be reached: an e-mail address or a web address. */
function isReachable(text: string): boolean {
	return text.includes("@") || text.includes("://");
}

/**
 * The required data fields (section 5.2) of the guideline, version 2.1.0. What an inventory cannot know (the file as it is
 * delivered, and what kind of file that is) is missing for every package.
 *
 * @see https://www.bsi.bund.de/EN/Themen/Unternehmen-und-Organisationen/Standards-und-Zertifizierung/Technische-Richtlinien/TR-nach-Thema-sortiert/tr03183/tr-03183.html
 */
export const bsi: Standard = {
	id: "bsi",
	name: "BSI TR-03183-2 (2.1.0)",
	document: [
		{ name: "creator of the SBOM", has: ({ creators }) => creators.some(isReachable) },
		{ name: "timestamp", has: isDated },
	],
	packages: [
		{ name: "component creator", has: ({ vendor }) => vendor !== undefined && isReachable(vendor) },
		{ name: "component name", has: ({ name }) => name !== "" },
		{ name: "component version", has: ({ version }) => version !== "" },
		{ name: "file name of the component", has: () => false },
		{ name: "dependencies on other components", has: ({ dependsOn }) => dependsOn !== undefined },
		{ name: "distribution licences", has: ({ licenses }) => licenses.length > 0 },
		{ name: "hash of the deployable component", has: ({ hashes = [] }) => hashes.some(({ algorithm }) => algorithm === "sha512") },
		{ name: "executable property", has: () => false },
		{ name: "archive property", has: () => false },
		{ name: "structured property", has: () => false },
	],
};
