import { field, textField } from "../../formats/value.ts";
import { coverageOf, factsOf } from "../facts.ts";
import type { JsonDocument } from "../json-document.ts";
import type { RelationKind } from "../relation.ts";
import type { SbomCollector } from "../sbom-collector.ts";
import type { JsonSbomReader } from "../sbom-reader.ts";
import { componentOf, factValues } from "./element.ts";
import { GraphNames, idsOf } from "./graph-index.ts";
import { takeSubject, takeSystem } from "./subject.ts";

/** Relationships of SPDX 3 that an inventory has. */
const KINDS: ReadonlyMap<string, RelationKind> = new Map([
	["contains", "contains"],
	["dependsOn", "dependsOn"],
] as const);

/** Types of elements that an inventory has no place for, by how they begin. */
const IGNORED: readonly (readonly [type: string, what: string])[] = [
	["software_File", "files"],
	["software_Snippet", "snippets"],
	["Annotation", "annotations"],
	["security_", "vulnerabilities"],
	["ai_", "machine learning models"],
	["dataset_", "data sets"],
];

/**
 * SPDX 3.0 as JSON-LD, in the form that its documents have: one graph of elements.
 *
 * @see https://spdx.github.io/spdx-spec/v3.0.1/serializations/
 */
export const spdxGraph: JsonSbomReader = {
	recognises: (document) => document.has("@graph") && /^https:\/\/spdx\.org\/rdf\/3\./.test(document.text("@context") ?? ""),
	read(document, collected) {
		collected.format = "SPDX 3.0 JSON";
		const names = new GraphNames();
		const reading = new GraphReading(collected);
		document.each("@graph", (value) => {
			const type = textField(value, "type") ?? "";
			names.take(type, value);
			return reading.take(type, value);
		});
		names.end();
		collected.creators.push(...reading.creators.map((id) => names.agents.get(id) ?? id));
		// Packages come last: what they are is told by elements all over the graph.
		takePackages(document, names, collected);
	},
};

/** Takes the elements that say what the graph is about, and how its packages relate. */
class GraphReading {
	/** Ids. */
	readonly creators: string[] = [];
	readonly #collected: SbomCollector;

	constructor(collected: SbomCollector) {
		this.#collected = collected;
	}

	/** False where there is no room for more relations. */
	take(type: string, value: unknown): boolean {
		if (type.endsWith("Relationship")) return this.#takeRelationship(value);
		if (type === "CreationInfo") this.#takeCreation(value);
		else if (type === "SpdxDocument") this.#collected.coverage = coverageOf(factsOf(factValues(value)));
		else if (type === "software_Sbom") for (const id of idsOf(field(value, "rootElement"))) this.#collected.subjects.add(id);
		const what = IGNORED.find(([start]) => type.startsWith(start))?.[1];
		if (what !== undefined) this.#collected.ignore(what);
		return true;
	}

	#takeCreation(value: unknown): void {
		const version = textField(value, "specVersion");
		if (version !== undefined) this.#collected.format = `SPDX ${version.slice(0, 16)} JSON`;
		this.#collected.created ??= textField(value, "created");
		for (const role of ["createdBy", "createdUsing"]) this.creators.push(...idsOf(field(value, role)));
	}

	#takeRelationship(value: unknown): boolean {
		const kind = KINDS.get(textField(value, "relationshipType") ?? "");
		const from = textField(value, "from");
		if (kind === undefined || from === undefined) return true;
		return idsOf(field(value, "to")).every((to) => this.#collected.relate({ kind, from, to: to.endsWith("NoneElement") ? "" : to }));
	}
}

function takePackages(document: JsonDocument, names: GraphNames, collected: SbomCollector): void {
	document.each("@graph", (value) => {
		if (textField(value, "type") !== "software_Package") return true;

		const component = componentOf(value, names);
		const purpose = textField(value, "software_primaryPurpose");
		if (purpose === "operatingSystem") {
			takeSystem(component, textField(value, "summary"), collected);
			return true;
		}
		takeSubject(component, purpose === "container", collected);
		return collected.component(component);
	});
}
