import type { BillOfMaterials } from "../../bill-of-materials/bill-of-materials.ts";
import type { PackageRefs } from "../../bill-of-materials/unique-refs.ts";
import { edges } from "../edges.ts";
import { SUBJECT_ID } from "../ids.ts";

/** A relationship between two parts of the document. */
export interface Relationship {
	readonly spdxElementId: string;
	readonly relationshipType: "DESCRIBES" | "CONTAINS" | "DEPENDS_ON";
	/** `NONE`: there is no such part, and that is known. */
	readonly relatedSpdxElement: string;
}

const TYPES = { contains: "CONTAINS", dependsOn: "DEPENDS_ON" } as const;

/** Every relationship, one after the other. */
export function* relationships(bill: BillOfMaterials, ids: PackageRefs): Generator<Relationship> {
	yield { spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: SUBJECT_ID };
	for (const { from, kind, to } of edges(bill, ids)) {
		const relationshipType = TYPES[kind];
		const related = to.length === 0 ? ["NONE"] : to;
		for (const relatedSpdxElement of related) yield { spdxElementId: from, relationshipType, relatedSpdxElement };
	}
}
