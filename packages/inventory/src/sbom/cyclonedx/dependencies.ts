import { field, listOf, textField } from "../../formats/value.ts";
import { quoted } from "../quoted.ts";
import type { SbomCollector } from "../sbom-collector.ts";

/** Takes an entry of `dependencies`: what one component needs. */
export function takeDependency(value: unknown, collected: SbomCollector): boolean {
	const from = textField(value, "ref");
	if (from === undefined) {
		collected.problem({ code: "file-malformed", message: "a dependency without a ref" });
		return true;
	}
	collected.relate({ kind: "dependsOn", from, to: "" });
	return listOf(field(value, "dependsOn")).every((to) => typeof to !== "string" || collected.relate({ kind: "dependsOn", from, to }));
}

/** Takes an entry of `compositions`: whether something that belongs to the subject is known to be missing. */
export function takeComposition(value: unknown, collected: SbomCollector): boolean {
	const aggregate = textField(value, "aggregate") ?? "";
	const assemblies = listOf(field(value, "assemblies"));
	const isOfAll = assemblies.length === 0 || assemblies.some((ref) => typeof ref === "string" && collected.subjects.has(ref));
	if (aggregate.startsWith("incomplete") && isOfAll && collected.coverage.length === 0) {
		collected.problem({ code: "sbom-incomplete", message: `it says of itself that it is ${quoted(aggregate)}` });
	}
	return true;
}
