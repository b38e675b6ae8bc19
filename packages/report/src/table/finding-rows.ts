import type { Finding } from "@plimsoll/core";
import { shownName, shownText } from "./foreign.ts";
import { fit, padTo, widthOf, wrapIndented } from "./layout.ts";
import type { Painter } from "./paint.ts";

/** Widths of the columns that all findings of a report share. */
export interface RowColumns {
	readonly severity: number;
	readonly id: number;
	readonly fix: number;
}

const INDENT = 2;
const GAP = "  ";

/** Longer ids and versions do not widen their column for all the others. */
const MAX_ID_COLUMNS = 24;
const MAX_FIX_COLUMNS = 28;

/** A summary in less than this says nothing. */
const MIN_SUMMARY_COLUMNS = 16;

/** Measures the columns that findings need. */
export function measureRows(findings: readonly Finding[]): RowColumns {
	let [severity, id, fix] = [0, 0, 0];
	for (const finding of findings) {
		severity = Math.max(severity, finding.severity.length);
		id = Math.max(id, Math.min(widthOf(shownName(finding.id)), MAX_ID_COLUMNS));
		fix = Math.max(fix, Math.min(widthOf(fixOf(finding)), MAX_FIX_COLUMNS));
	}
	return { severity, id, fix };
}

/** A finding in one line where the terminal is wide enough for its id and fix, else in several. */
export function findingRows(finding: Finding, rows: RowColumns, columns: number, paint: Painter): string[] {
	const severity = paint(finding.severity, finding.severity) + " ".repeat(rows.severity - finding.severity.length);
	const id = padTo(shownName(finding.id), rows.id);
	const fix = padTo(fixOf(finding), rows.fix);
	const fixTone = finding.fixedVersion === undefined ? "quiet" : "title";
	const summary = shownText(finding.summary ?? "");

	const used = INDENT + rows.severity + GAP.length + widthOf(id) + GAP.length + widthOf(fix);
	if (used > columns) return stackedRows(finding, columns, paint);

	const head = " ".repeat(INDENT) + severity + GAP + id + GAP;
	const room = columns - used - GAP.length;
	if (summary === "" || room < MIN_SUMMARY_COLUMNS) return [head + paint(fixTone, fix.trimEnd())];
	return [head + paint(fixTone, fix) + GAP + paint("quiet", fit(summary, room))];
}

function stackedRows(finding: Finding, columns: number, paint: Painter): string[] {
	const id = shownName(finding.id);
	const together = INDENT + finding.severity.length + GAP.length + widthOf(id) <= columns;
	const severity = " ".repeat(INDENT) + paint(finding.severity, finding.severity);
	const head = together ? [severity + GAP + id] : [severity, ...wrapIndented(id, columns, INDENT * 2)];
	const summary = finding.summary === undefined ? [] : [paint("quiet", fit(`    ${shownText(finding.summary)}`, columns))];
	return [...head, ...wrapIndented(fixOf(finding), columns, INDENT * 2), ...summary];
}

function fixOf(finding: Finding): string {
	return finding.fixedVersion === undefined ? "no fix" : `→ ${shownName(finding.fixedVersion)}`;
}
