import { type BillOfMaterials, billOfMaterials } from "../../bill-of-materials/bill-of-materials.ts";
import { contentUuid } from "../../bill-of-materials/content-uuid.ts";
import type { RenderOptions, Report } from "../../reporter.ts";
import { createdAt, NO_TIME_NOTE } from "../created.ts";
import { edges } from "../edges.ts";
import { packageIds, SUBJECT_ID, SYSTEM_ID } from "../ids.ts";
import { element, extensionOf, type Namespace } from "./element.ts";
import { Licensing } from "./licensing.ts";
import { packages } from "./packages.ts";
import { Suppliers } from "./suppliers.ts";

/** The profiles of SPDX 3 that the document conforms to; `extension` is not named, for Syft refuses documents that do. */
const PROFILES: readonly string[] = ["core", "software", "simpleLicensing"];

/**
 * Makes the `@graph` of an SPDX 3.0.1 document: its elements, one after the other.
 *
 * @see https://spdx.github.io/spdx-spec/v3.0.1/
 */
export function* graph(report: Report, options: RenderOptions): Generator<object> {
	const bill = billOfMaterials(report.evidence, options.sourceDate);
	const iri: Namespace = iriOf(`urn:uuid:${contentUuid(bill, "SPDX 3.0")}`);
	const ids = packageIds(bill);
	yield* opening(bill, iri, [
		SUBJECT_ID,
		...(bill.operatingSystem === undefined ? [] : [SYSTEM_ID]),
		...bill.packages.map((pkg) => ids.packages.get(pkg) ?? ""),
	]);

	const suppliers = new Suppliers(iri);
	const licensing = new Licensing(iri);
	yield* packages(bill, { iri, ids, suppliers, licensing });
	yield* suppliers.elements();
	yield* licensing.elements();

	for (const { from, kind, to } of edges(bill, ids)) {
		yield element("Relationship", iri(`Relationship-${kind}-${from}`), {
			from: iri(from),
			relationshipType: kind,
			to: to.length === 0 ? ["https://spdx.org/rdf/3.0.1/terms/Core/NoneElement"] : to.map(iri),
		});
	}
}

function iriOf(namespace: string): Namespace {
	return (id) => `${namespace}#${id}`;
}

/** Who made the document, the document, and the bill of materials in it. */
function* opening(bill: BillOfMaterials, iri: Namespace, contents: readonly string[]): Generator<object> {
	const { tool, subject } = bill;
	yield {
		type: "CreationInfo",
		"@id": "_:creation",
		specVersion: "3.0.1",
		created: createdAt(bill),
		createdBy: [iri("Agent")],
		createdUsing: [iri("Tool")],
		...(bill.created === undefined ? { comment: NO_TIME_NOTE } : {}),
	};
	yield element("SoftwareAgent", iri("Agent"), { name: tool.name });
	yield element("Tool", iri("Tool"), { name: `${tool.name}-${tool.version}` });
	yield element("SpdxDocument", iri("SPDXRef-DOCUMENT"), {
		name: subject.name,
		...extensionOf(bill.facts),
		profileConformance: PROFILES,
		dataLicense: iri("DataLicense"),
		rootElement: [iri("Sbom")],
	});
	yield element("simplelicensing_LicenseExpression", iri("DataLicense"), { simplelicensing_licenseExpression: "CC0-1.0" });
	yield element("software_Sbom", iri("Sbom"), {
		profileConformance: PROFILES,
		software_sbomType: [bill.phase === "installed" ? "analyzed" : "source"],
		rootElement: [iri(SUBJECT_ID)],
		element: contents.map(iri),
	});
}
