/** Parts of a document that an inventory has no place for, and what they are called. */
export const IGNORED: readonly (readonly [name: string, what: string])[] = [
	["annotations", "annotations"],
	["declarations", "declarations"],
	["definitions", "definitions"],
	["externalReferences", "external references"],
	["formulation", "formulations"],
	["services", "services"],
	["vulnerabilities", "vulnerabilities"],
];
