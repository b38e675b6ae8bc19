import { type BillOfMaterials, billOfMaterials } from "../bill-of-materials/bill-of-materials.ts";
import { contentUuid } from "../bill-of-materials/content-uuid.ts";
import { UniqueRefs } from "../bill-of-materials/unique-refs.ts";
import type { RenderOptions, Report } from "../reporter.ts";
import { type Component, components, type Refs } from "./components.ts";
import { type Dependency, dependencies } from "./dependencies.ts";
import { type CdxMetadata, metadata } from "./metadata.ts";
import { subjectComponent } from "./subject.ts";
import { versionText } from "./version-text.ts";
import { type CycloneDxVersion, traitsOf } from "./versions.ts";
import { type CdxVulnerability, vulnerabilities } from "./vulnerabilities.ts";

/** A CycloneDX document. Its long lists are made while they are written, once. */
export interface Bom {
	readonly specVersion: CycloneDxVersion;
	readonly serialNumber: string;
	readonly version: 1;
	readonly metadata: CdxMetadata;
	readonly components: Iterable<Component>;
	readonly dependencies: Iterable<Dependency>;
	readonly compositions: readonly { readonly aggregate: "incomplete" | "unknown"; readonly assemblies: readonly string[] }[];
	/** Absent where nothing was matched. */
	readonly vulnerabilities?: readonly CdxVulnerability[];
}

/**
 * Makes a CycloneDX bill of materials: the subject, its operating system and packages, the shown findings, and what could not be
 * looked at.
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function bom(report: Report, options: RenderOptions): Bom {
	const traits = traitsOf(options.version);
	const bill = billOfMaterials(report.evidence, options.sourceDate);
	const subject = subjectComponent(bill.subject);
	const unique = new UniqueRefs("#");
	const root = unique.give(subject["bom-ref"]);
	const refs = refsOf(bill, unique);
	const { database } = report.evidence;
	const judgement = database === undefined ? [] : [database, report.verdict.outcome, ...report.shown];
	return {
		specVersion: traits.version,
		serialNumber: `urn:uuid:${contentUuid(bill, `CycloneDX ${traits.version}`, judgement)}`,
		version: 1,
		metadata: metadata(report, { bill, subject, traits }),
		components: components(bill, refs, traits),
		dependencies: dependencies(bill, root, refs),
		compositions: [{ aggregate: bill.incomplete ? "incomplete" : "unknown", assemblies: [root] }],
		...(database === undefined ? {} : { vulnerabilities: vulnerabilities(report, affectable(bill, refs), { unique, traits }) }),
	};
}

function refsOf({ operatingSystem, packages }: BillOfMaterials, unique: UniqueRefs): Refs {
	const { id, versionId } = operatingSystem ?? { id: "" };
	const system = operatingSystem === undefined ? "" : unique.give(`os:${id}${versionId === undefined ? "" : `@${versionId}`}`);
	return { system, ...unique.giveAll(packages, ({ purl }) => purl) };
}

/** By purl, what a vulnerability says of a package. */
function affectable({ packages }: BillOfMaterials, { purls }: Refs): ReadonlyMap<string, { ref: string; version: string }> {
	return new Map(packages.map(({ purl, version }) => [purl, { ref: purls.get(purl) ?? purl, version: versionText(version) }]));
}
