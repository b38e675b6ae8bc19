import { createHash } from "node:crypto";
import type { Finding } from "@plimsoll/core";
import type { BillOfMaterials } from "./bill-of-materials.ts";

/**
 * A UUID that is a function of the content, so that the same subject gives the same bytes: version 8.
 *
 * @param form what else makes two documents different ones: the format and its version
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8
 */
export function contentUuid(bill: BillOfMaterials, form: string, findings: readonly Finding[] = []): string {
	const { packages, containment: _, created, ...others } = bill;
	const hash = createHash("sha256").update(JSON.stringify([form, created?.getTime() ?? null, others]));
	for (const part of [...packages, ...findings]) hash.update(JSON.stringify(part));

	const bytes = hash.digest().subarray(0, 16);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = bytes.toString("hex");
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
