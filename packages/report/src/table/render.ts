import { layerOrigins } from "../layer-origin.ts";
import type { RenderOptions, Report, ReportSet } from "../reporter.ts";
import { countLines, databaseLines, firstStepLines, verdictLines } from "./conclusion.ts";
import { coverageSections } from "./coverage-section.ts";
import { measureRows } from "./finding-rows.ts";
import { groupFindings } from "./groups.ts";
import { header, type Room, setHeader } from "./header.ts";
import { usableColumns } from "./layout.ts";
import { type MergedSet, mergeSet } from "./merge-set.ts";
import { packageSection } from "./package-section.ts";
import { painter } from "./paint.ts";

/** Renders a report as text for a terminal of the options' width. */
export function render(report: Report, options: RenderOptions): string {
	const room = roomOf(options);
	return renderSections(header(report.evidence, room.columns, room.paint), { report, parts: new Map() }, room);
}

/** Renders several reports as one text: equal findings once, with the platforms that have them where not all do. */
export function renderSet(set: ReportSet, options: RenderOptions): string {
	const room = roomOf(options);
	const merged = mergeSet(set);
	return renderSections(setHeader(set, merged.report.evidence, room), merged, room);
}

function roomOf({ columns, color }: RenderOptions): Room {
	return { columns: usableColumns(columns), paint: painter(color) };
}

function renderSections(head: readonly string[], { report, parts }: MergedSet, { columns, paint }: Room): string {
	const { evidence } = report;
	const context = { columns, paint, rows: measureRows(report.shown, parts), parts, origins: layerOrigins(evidence.subject) };

	const sections = [
		head,
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
