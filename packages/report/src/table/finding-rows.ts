import type { Finding } from "@plimsoll/core";
import { shownName, shownText } from "./foreign.ts";
import { fit, padTo, widthOf, wrapIndented } from "./layout.ts";
import type { Painter } from "./paint.ts";

/** Widths of the columns that all findings of a report share. */
export interface RowColumns {
	readonly severity: number;
	readonly id: number;
	readonly fix: number;
	/** 0 where every finding is of all that was examined. */
	readonly part: number;
}

/** A finding, and of which part of the subject it is where not of all. */
export interface Row {
	readonly finding: Finding;
	readonly part: string | undefined;
}

const INDENT = 2;
const GAP = "  ";

/** Longer ids and versions do not widen their column for all the others. */
const MAX_ID_COLUMNS = 24;
const MAX_FIX_COLUMNS = 28;
const MAX_PART_COLUMNS = 20;

/** A summary in less than this says nothing. */
const MIN_SUMMARY_COLUMNS = 16;

/** Measures the columns that findings need. */
export function measureRows(findings: readonly Finding[], parts: ReadonlyMap<Finding, string>): RowColumns {
	let [severity, id, fix, part] = [0, 0, 0, 0];
	for (const finding of findings) {
		severity = Math.max(severity, finding.severity.length);
		id = Math.max(id, Math.min(widthOf(shownName(finding.id)), MAX_ID_COLUMNS));
		fix = Math.max(fix, Math.min(widthOf(fixOf(finding)), MAX_FIX_COLUMNS));
		part = Math.max(part, Math.min(widthOf(shownName(parts.get(finding) ?? "")), MAX_PART_COLUMNS));
	}
	return { severity, id, fix, part };
}

/** A finding in one line where the terminal is wide enough for its id and fix, else in several. */
export function findingRows(row: Row, rows: RowColumns, columns: number, paint: Painter): string[] {
	const { finding, part = "" } = row;
	const severity = paint(finding.severity, finding.severity) + " ".repeat(rows.severity - finding.severity.length);
	const id = padTo(shownName(finding.id), rows.id);
	const fix = padTo(fixOf(finding), rows.fix);
	const fixTone = finding.fixedVersion === undefined ? "quiet" : "title";
	const summary = shownText(finding.summary ?? "");

	const places = rows.part === 0 ? "" : padTo(shownName(part === "" ? "all" : part), rows.part) + GAP;

	const used = INDENT + rows.severity + GAP.length + widthOf(id) + GAP.length + widthOf(places) + widthOf(fix);
	if (used > columns) return stackedRows(row, columns, paint);

	const head = " ".repeat(INDENT) + severity + GAP + id + GAP + paint("quiet", places);
	const room = columns - used - GAP.length;
	if (summary === "" || room < MIN_SUMMARY_COLUMNS) return [head + paint(fixTone, fix.trimEnd())];
	return [head + paint(fixTone, fix) + GAP + paint("quiet", fit(summary, room))];
}

function stackedRows({ finding, part }: Row, columns: number, paint: Painter): string[] {
	const id = shownName(finding.id);
	const together = INDENT + finding.severity.length + GAP.length + widthOf(id) <= columns;
	const severity = " ".repeat(INDENT) + paint(finding.severity, finding.severity);
	const head = together ? [severity + GAP + id] : [severity, ...wrapIndented(id, columns, INDENT * 2)];
	const summary = finding.summary === undefined ? [] : [paint("quiet", fit(`    ${shownText(finding.summary)}`, columns))];
	const places = part === undefined ? [] : wrapIndented(shownName(part), columns, INDENT * 2);
	return [...head, ...places, ...wrapIndented(fixOf(finding), columns, INDENT * 2), ...summary];
}

function fixOf(finding: Finding): string {
	return finding.fixedVersion === undefined ? "no fix" : `→ ${shownName(finding.fixedVersion)}`;
}
