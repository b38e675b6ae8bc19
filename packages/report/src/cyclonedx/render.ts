import { jsonText } from "../json-text.ts";
import type { RenderOptions, Report } from "../reporter.ts";
import { bom } from "./bom.ts";

/** Renders a report in this format. */
export function render(report: Report, options: RenderOptions): string {
	return jsonText(bom(report, options));
}
