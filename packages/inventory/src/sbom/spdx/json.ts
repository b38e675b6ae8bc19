import { field, listOf, objectOf, textField } from "../../formats/value.ts";
import { coverageOf, factsOf } from "../facts.ts";
import type { SbomCollector } from "../sbom-collector.ts";
import type { JsonSbomReader } from "../sbom-reader.ts";
import { factValues } from "./package.ts";
import { takePackage } from "./packages.ts";
import { takeRelationship } from "./relationships.ts";

/** Parts of a document that an inventory has no place for, and what they are called. */
const IGNORED: readonly (readonly [name: string, what: string])[] = [
	["files", "files"],
	["snippets", "snippets"],
	["hasExtractedLicensingInfos", "licence texts"],
	["externalDocumentRefs", "references to other documents"],
];

/**
 * SPDX 2.2 and 2.3 as JSON.
 *
 * @see https://spdx.github.io/spdx-spec/v2.3/
 */
export const spdxJson: JsonSbomReader = {
	recognises: (document) => document.text("spdxVersion")?.startsWith("SPDX-2.") === true,
	read(document, collected) {
		collected.format = `SPDX ${(document.text("spdxVersion") ?? "").slice(5, 16)} JSON`;
		takeDocument(
			{
				creationInfo: document.value("creationInfo"),
				annotations: document.value("annotations"),
				documentDescribes: document.value("documentDescribes"),
			},
			collected,
		);
		// What a package is depends on whether the document is about it.
		document.each("relationships", (value) => takeRelationship(value, collected));
		document.each("packages", (value) => takePackage(value, collected));
		for (const [name, what] of IGNORED) collected.ignore(what, document.count(name));
	},
};

/** Takes what a document of SPDX 2 says of itself. */
export function takeDocument(document: object, collected: SbomCollector): void {
	const { creationInfo, documentDescribes } = objectOf(document);
	collected.created = textField(creationInfo, "created");
	for (const creator of listOf(field(creationInfo, "creators"))) if (typeof creator === "string") collected.creators.push(creator);
	for (const ref of listOf(documentDescribes)) if (typeof ref === "string") collected.subjects.add(ref);
	collected.coverage = coverageOf(factsOf(factValues(document)));
}
