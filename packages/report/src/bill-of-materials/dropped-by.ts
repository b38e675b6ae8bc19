import type { Evidence } from "@plimsoll/core";
import { reporterOf } from "../reporters.ts";
import { billOfMaterials } from "./bill-of-materials.ts";
import { type Dropped, droppedOf } from "./holdings.ts";

/**
 * What a format of bills of materials has no place for, of what is known about a subject.
 *
 * @throws {@link import("../errors.ts").ReportError} `format-unknown`
 */
export function droppedBy(format: string, evidence: Evidence): readonly Dropped[] {
	return droppedOf(billOfMaterials(evidence), reporterOf(format).omits ?? []);
}
