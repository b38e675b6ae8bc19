import type { BillOfMaterials } from "../../bill-of-materials/bill-of-materials.ts";
import type { Fact } from "../../bill-of-materials/facts.ts";
import { jsonLine } from "../../json-text.ts";
import { createdAt } from "../created.ts";

/** What a tool says of a part of the document. */
export interface Annotation {
	readonly annotator: string;
	readonly annotationDate: string;
	readonly annotationType: "OTHER";
	/** A JSON object of facts: each a text, or a list of texts where the name occurs more than once. */
	readonly comment: string;
}

/** Facts as one annotation; nothing where there are none. */
export function annotations(facts: readonly Fact[], bill: BillOfMaterials): { readonly annotations?: readonly Annotation[] } {
	if (facts.length === 0) return {};

	const byName = Map.groupBy(facts, ([name]) => name);
	const values = [...byName].map(([name, same]) => [name, same.length === 1 ? same[0]?.[1] : same.map(([, value]) => value)]);
	const annotation = {
		annotator: `Tool: ${bill.tool.name}-${bill.tool.version}`,
		annotationDate: createdAt(bill),
		annotationType: "OTHER",
		comment: jsonLine(Object.fromEntries(values)),
	} as const;
	return { annotations: [annotation] };
}
