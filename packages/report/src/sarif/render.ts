import { jsonText } from "../json-text.ts";
import type { RenderOptions, Report, ReportSet } from "../reporter.ts";
import { sarifLog, sarifSetLog } from "./log.ts";

/** Renders a report in this format. */
export function render(report: Report, options: RenderOptions): string {
	return jsonText(sarifLog(report, options));
}

/** Renders several reports as one log of this format. */
export function renderSet(set: ReportSet, options: RenderOptions): string {
	return jsonText(sarifSetLog(set, options));
}
