import { jsonText } from "../json-text.ts";
import type { RenderOptions, Report } from "../reporter.ts";
import { jsonDocument } from "./document.ts";

/** Renders a report in this format. */
export function render(report: Report, options: RenderOptions): string {
	return jsonText(jsonDocument(report, options));
}
