import { chunked } from "../../chunks.ts";
import type { RenderOptions, Report } from "../../reporter.ts";
import { type Bom, bom } from "../bom.ts";
import { type Shape, writeElement } from "./element.ts";
import { component, composition, dependency, metadata, vulnerability } from "./shapes.ts";

/** Renders a report in this format. */
export function render(report: Report, options: RenderOptions): Iterable<string> {
	return chunked(pieces(bom(report, options)));
}

function* pieces(made: Bom): Generator<string> {
	yield '<?xml version="1.0" encoding="UTF-8"?>\n';
	yield `<bom xmlns="http://cyclonedx.org/schema/bom/${made.specVersion}" serialNumber="${made.serialNumber}" version="${made.version}">\n`;
	yield writeElement({ element: "metadata", value: made.metadata, shape: metadata }, "  ");
	yield* list("components", made.components, { element: "component", shape: component });
	yield* list("dependencies", made.dependencies, { element: "dependency", shape: dependency });
	yield* list("compositions", made.compositions, { element: "composition", shape: composition });
	if (made.vulnerabilities !== undefined) {
		yield* list("vulnerabilities", made.vulnerabilities, { element: "vulnerability", shape: vulnerability });
	}
	yield "</bom>\n";
}

function* list(name: string, values: Iterable<object>, item: { readonly element: string; readonly shape: Shape }): Generator<string> {
	yield `  <${name}>\n`;
	for (const value of values) yield writeElement({ ...item, value }, "    ");
	yield `  </${name}>\n`;
}
