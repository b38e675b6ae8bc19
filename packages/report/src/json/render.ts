import { jsonText } from "../json-text.ts";
import type { RenderOptions, Report, ReportSet } from "../reporter.ts";
import { jsonDocument, jsonSetDocument } from "./document.ts";

/** Renders a report in this format. */
export function render(report: Report, options: RenderOptions): string {
	return jsonText(jsonDocument(report, options));
}

/** Renders several reports as one document of this format. */
export function renderSet(set: ReportSet, options: RenderOptions): string {
	return jsonText(jsonSetDocument(set, options));
}
