import type { BillOfMaterials } from "../bill-of-materials/bill-of-materials.ts";
import { type Fact, facts } from "../bill-of-materials/facts.ts";
import { databaseNote } from "../database-note.ts";
import type { Report } from "../reporter.ts";
import { type Property, propertiesOf } from "./properties.ts";
import type { SubjectComponent } from "./subject.ts";
import { versionText } from "./version-text.ts";
import type { VersionTraits } from "./versions.ts";

interface ToolComponent {
	readonly name: string;
	readonly version: string;
}

/** The `metadata` of a document. */
export interface CdxMetadata {
	readonly timestamp?: string;
	readonly lifecycles?: readonly { readonly phase: "post-build" | "pre-build" }[];
	/** Until 1.4 a list, since then components. */
	readonly tools: readonly ToolComponent[] | { readonly components: readonly (ToolComponent & { readonly type: "application" })[] };
	readonly component: SubjectComponent;
	readonly properties?: readonly Property[];
}

/** What metadata is made of. */
export interface MetadataSource {
	readonly bill: BillOfMaterials;
	readonly subject: SubjectComponent;
	readonly traits: VersionTraits;
}

/** Who made the document, of what, and what was not looked at. */
export function metadata(report: Report, { bill, subject, traits }: MetadataSource): CdxMetadata {
	const tool = { name: bill.tool.name, version: versionText(bill.tool.version) };
	return {
		...(bill.created === undefined ? {} : { timestamp: bill.created.toISOString() }),
		...(traits.since15 ? { lifecycles: [{ phase: bill.phase === "installed" ? "post-build" : "pre-build" }] } : {}),
		tools: traits.since15 ? { components: [{ type: "application", ...tool }] } : [tool],
		component: subject,
		...propertiesOf([...judgement(report), ...bill.facts]),
	};
}

/** The verdict and the database, where anything was matched. */
function judgement({ evidence: { database }, verdict }: Report): readonly Fact[] {
	if (database === undefined) return [];
	return facts([
		["verdict", verdict.outcome],
		["database:kind", database.kind],
		["database:contentDigest", database.contentDigest],
		["database:modified", database.modified],
		["database:note", databaseNote(database)],
	]);
}
