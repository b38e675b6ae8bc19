import { jsonText } from "../json-text.ts";
import type { RenderOptions, Report } from "../reporter.ts";
import { sarifLog } from "./log.ts";

/** Renders a report in this format. */
export function render(report: Report, options: RenderOptions): string {
	return jsonText(sarifLog(report, options));
}
