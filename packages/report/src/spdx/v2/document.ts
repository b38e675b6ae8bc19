import { type BillOfMaterials, billOfMaterials } from "../../bill-of-materials/bill-of-materials.ts";
import { contentUuid } from "../../bill-of-materials/content-uuid.ts";
import type { RenderOptions, Report } from "../../reporter.ts";
import { createdAt, NO_TIME_NOTE } from "../created.ts";
import { type ExtractedLicense, ExtractedLicenses } from "../extracted-licenses.ts";
import { packageIds } from "../ids.ts";
import { type Annotation, annotations } from "./annotations.ts";
import { packages, type SpdxPackage } from "./packages.ts";
import { type Relationship, relationships } from "./relationships.ts";

/** A version of SPDX 2 that is written. */
export type Spdx2Version = "2.2" | "2.3";

/** An SPDX 2 document. Its long lists are made while they are written, once and in this order. */
export interface Spdx2Document {
	readonly spdxVersion: `SPDX-${Spdx2Version}`;
	readonly dataLicense: "CC0-1.0";
	readonly SPDXID: "SPDXRef-DOCUMENT";
	readonly name: string;
	readonly documentNamespace: string;
	readonly creationInfo: { readonly creators: readonly string[]; readonly created: string; readonly comment?: string };
	readonly annotations?: readonly Annotation[];
	readonly packages: Iterable<SpdxPackage>;
	/** Complete once the packages are written. */
	readonly extractedLicenses: () => readonly ExtractedLicense[];
	readonly relationships: Iterable<Relationship>;
}

/**
 * Makes an SPDX 2 document: the subject, its operating system and packages, and how they hang together.
 *
 * @see https://spdx.github.io/spdx-spec/v2.3/
 */
export function spdx2Document(report: Report, options: RenderOptions): Spdx2Document {
	const version = options.version === "2.2" ? "2.2" : "2.3";
	const bill = billOfMaterials(report.evidence, options.sourceDate);
	const ids = packageIds(bill);
	const licenses = new ExtractedLicenses();
	return {
		spdxVersion: `SPDX-${version}`,
		dataLicense: "CC0-1.0",
		SPDXID: "SPDXRef-DOCUMENT",
		name: bill.subject.name,
		documentNamespace: `urn:uuid:${contentUuid(bill, `SPDX ${version}`)}`,
		creationInfo: {
			creators: [creatorOf(bill)],
			created: createdAt(bill),
			...(bill.created === undefined ? { comment: NO_TIME_NOTE } : {}),
		},
		...annotations(bill.facts, bill),
		packages: packages(bill, { version, ids, licenses }),
		extractedLicenses: () => licenses.list(),
		relationships: relationships(bill, ids),
	};
}

/** The tool, as SPDX names one. */
export function creatorOf({ tool }: BillOfMaterials): string {
	return `Tool: ${tool.name}-${tool.version}`;
}
