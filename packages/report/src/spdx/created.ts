import type { BillOfMaterials } from "../bill-of-materials/bill-of-materials.ts";

/** What a document says where it carries the time of nobody. */
export const NO_TIME_NOTE =
	"No time was given (SOURCE_DATE_EPOCH), so that the same subject gives the same document: 1970-01-01T00:00:00Z stands for none.";

/** The time of creation, which SPDX demands, to the second: the beginning of 1970 where the document carries none. */
export function createdAt({ created = new Date(0) }: Pick<BillOfMaterials, "created">): string {
	return created.toISOString().replace(/\.\d+Z$/, "Z");
}
