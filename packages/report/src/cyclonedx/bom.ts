import { createHash } from "node:crypto";
import { type CoverageEntry, type Evidence, isLost } from "@plimsoll/core";
import { databaseNote } from "../database-note.ts";
import type { RenderOptions, Report } from "../reporter.ts";
import { components, versionText } from "./components.ts";
import { type Property, properties } from "./properties.ts";
import { subjectComponent } from "./subject-component.ts";
import { UniqueRefs } from "./unique-refs.ts";
import { vulnerabilities } from "./vulnerabilities.ts";

/**
 * Makes a CycloneDX 1.6 bill of materials: the subject, its operating system and packages, the shown findings, and what
 * could not be looked at.
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function bom(report: Report, options: RenderOptions): object {
	const { evidence } = report;
	const refs = new UniqueRefs();
	const subject = subjectComponent(evidence.subject);
	refs.give(subject["bom-ref"]);
	const parts = components(evidence, refs);
	const content = {
		version: 1,
		metadata: {
			...(options.sourceDate === undefined ? {} : { timestamp: options.sourceDate.toISOString() }),
			tools: { components: [{ type: "application", name: evidence.tool.name, version: versionText(evidence.tool.version) }] },
			component: subject,
			properties: metadataProperties(report),
		},
		components: parts,
		dependencies: [{ ref: subject["bom-ref"], dependsOn: parts.map((part) => part["bom-ref"]) }],
		compositions: [{ aggregate: evidence.coverage.some(isLost) ? "incomplete" : "unknown", assemblies: [subject["bom-ref"]] }],
		vulnerabilities: vulnerabilities(report, parts, refs),
	};
	return {
		$schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
		bomFormat: "CycloneDX",
		specVersion: "1.6",
		serialNumber: serialNumberOf(content),
		...content,
	};
}

/**
 * A serial number that is a function of the content, so that the same subject gives the same bytes: a version 8 UUID.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8
 */
function serialNumberOf(content: object): string {
	const bytes = createHash("sha256").update(JSON.stringify(content)).digest().subarray(0, 16);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = bytes.toString("hex");
	return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function metadataProperties({ evidence, verdict }: Report): Property[] {
	return properties([
		["verdict", verdict.outcome],
		...databaseFacts(evidence),
		...evidence.coverage.map((entry) => ["coverage", describeCoverage(entry)] as const),
	]);
}

function databaseFacts({ database }: Evidence): (readonly [string, string | undefined])[] {
	return [
		["database:kind", database?.kind],
		["database:contentDigest", database?.contentDigest],
		["database:modified", database?.modified],
		["database:note", databaseNote(database)],
	];
}

function describeCoverage(entry: CoverageEntry): string {
	const places = [entry.path, entry.layer, entry.limit].filter((place) => place !== undefined);
	return `${entry.code}: ${entry.message}${places.length === 0 ? "" : ` (${places.join(", ")})`}`;
}
