import { createHash } from "node:crypto";
import { compareText } from "@plimsoll/core";
import type { BillOfMaterials } from "./bill-of-materials.ts";

/**
 * A UUID that is a function of the content, so that the same subject gives the same bytes: version 8.
 *
 * @param form the format and its version, which make two documents different ones
 * @param others what the document says besides
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8
 */
export function contentUuid(bill: BillOfMaterials, form: string, others: readonly unknown[] = []): string {
	const { packages, containment: _, created, ...rest } = bill;
	const hash = createHash("sha256").update(canonicalJson([form, created?.getTime() ?? null, rest]));
	for (const part of [...packages, ...others]) hash.update(canonicalJson(part));

	const bytes = hash.digest().subarray(0, 16);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = bytes.toString("hex");
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The same text for equal values, in whatever order their members were set. */
function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_name, member: unknown) => (isRecord(member) ? inOrder(member) : member));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inOrder(record: Readonly<Record<string, unknown>>): object {
	return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareText(a, b)));
}
