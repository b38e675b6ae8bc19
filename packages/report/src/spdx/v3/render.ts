import { jsonChunks } from "../../json-text.ts";
import type { RenderOptions, Report } from "../../reporter.ts";
import { graph } from "./graph.ts";

/** Renders a report as SPDX 3.0.1 JSON-LD. */
export function renderJsonLd(report: Report, options: RenderOptions): Iterable<string> {
	return jsonChunks({ "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": graph(report, options) });
}
