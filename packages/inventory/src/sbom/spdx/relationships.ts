import { textField } from "../../formats/value.ts";
import type { Relation, RelationKind } from "../relation.ts";
import type { SbomCollector } from "../sbom-collector.ts";
import { UNKNOWN } from "./package.ts";

/** Relationships of SPDX 2 that an inventory has, and whether they are told the other way round. */
const KINDS: ReadonlyMap<string, readonly [kind: RelationKind, isReversed: boolean]> = new Map([
	["CONTAINS", ["contains", false]],
	["CONTAINED_BY", ["contains", true]],
	["DEPENDS_ON", ["dependsOn", false]],
	["DEPENDENCY_OF", ["dependsOn", true]],
	["BUILD_DEPENDENCY_OF", ["dependsOn", true]],
	["DEV_DEPENDENCY_OF", ["dependsOn", true]],
	["OPTIONAL_DEPENDENCY_OF", ["dependsOn", true]],
	["RUNTIME_DEPENDENCY_OF", ["dependsOn", true]],
]);

/** How Syft says that an operating system's package owns the files of another. */
const OWNERSHIP = "ownership-by-file-overlap";

/** Takes a relationship of SPDX 2; of the document itself, what it is about. */
export function takeRelationship(value: unknown, collected: SbomCollector): boolean {
	const from = textField(value, "spdxElementId") ?? "";
	const type = textField(value, "relationshipType") ?? "";
	const to = textField(value, "relatedSpdxElement") ?? "";
	if (type === "DESCRIBES") collected.subjects.add(to);
	else if (type === "DESCRIBED_BY") collected.subjects.add(from);

	const relation = relationOf({ from, type, to }, textField(value, "comment") ?? "");
	return relation === undefined || collected.relate(relation);
}

function relationOf({ from, type, to }: { from: string; type: string; to: string }, comment: string): Relation | undefined {
	if (type === "OTHER" && comment.startsWith(OWNERSHIP)) return { kind: "owns", from, to };
	const [kind, isReversed] = KINDS.get(type) ?? [];
	if (kind === undefined) return undefined;
	// Files are no packages, and there may be far more of them.
	if (kind === "contains" && to.startsWith("SPDXRef-File-")) return undefined;
	if (isReversed) return { kind, from: to, to: from };
	return { kind, from, to: UNKNOWN.has(to) ? "" : to };
}
