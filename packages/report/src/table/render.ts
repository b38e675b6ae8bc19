import { layerOrigins } from "../layer-origin.ts";
import type { RenderOptions, Report } from "../reporter.ts";
import { countLines, databaseLines, firstStepLines, verdictLines } from "./conclusion.ts";
import { coverageSections } from "./coverage-section.ts";
import { measureRows } from "./finding-rows.ts";
import { groupFindings } from "./groups.ts";
import { header } from "./header.ts";
import { usableColumns } from "./layout.ts";
import { packageSection } from "./package-section.ts";
import { painter } from "./paint.ts";

/** Renders a report as text for a terminal of the options' width. */
export function render(report: Report, options: RenderOptions): string {
	const { evidence } = report;
	const columns = usableColumns(options.columns);
	const paint = painter(options.color);
	const context = { columns, paint, rows: measureRows(report.shown), origins: layerOrigins(evidence.subject) };

	const sections = [
		header(evidence, columns, paint),
		...groupFindings(report).map((group) => packageSection(group, context)),
		firstStepLines(report, columns, paint),
		countLines(report, columns, paint),
		...coverageSections(evidence.coverage, columns, paint),
		databaseLines(report, columns, paint),
		verdictLines(report.verdict, columns, paint),
	];
	const shown = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
	return `${shown.join("\n\n")}\n`;
}
