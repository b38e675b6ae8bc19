import { COVERAGE_CODES, type CoverageEntry, isLost } from "@plimsoll/core";
import { grouped, quantity } from "./counts.ts";
import { shownText } from "./foreign.ts";
import { wrap, wrapIndented } from "./layout.ts";
import type { Painter } from "./paint.ts";

/** Entries told one by one; the others are counted, and in the other formats. */
const MAX_ENTRIES = 12;

/** What was not looked at: lost content first and loud, information after. */
export function coverageSections(coverage: readonly CoverageEntry[], columns: number, paint: Painter): string[][] {
	const lost = coverage.filter(isLost);
	const rest = coverage.filter((entry) => !isLost(entry));
	const sections: string[][] = [];
	if (lost.length > 0) {
		const title = `Incomplete: ${quantity(lost.length, "part")} of the subject could not be read or analysed; findings may be missing.`;
		sections.push([...wrap(title, columns).map((line) => paint("warning", line)), ...entryLines(lost, columns, paint)]);
	}
	if (rest.length > 0) {
		sections.push([...wrap("Good to know about what was looked at:", columns), ...entryLines(rest, columns, paint)]);
	}
	return sections;
}

function entryLines(entries: readonly CoverageEntry[], columns: number, paint: Painter): string[] {
	const lines: string[] = [];
	for (const entry of entries.slice(0, MAX_ENTRIES)) {
		const [first = "", ...others] = wrapIndented(shownText(entry.message), columns, 4);
		lines.push(`  ${paint(COVERAGE_CODES[entry.code].lost ? "warning" : "quiet", "•")} ${first.trimStart()}`, ...others);
	}
	const more = entries.length - MAX_ENTRIES;
	if (more > 0) lines.push(...wrapIndented(`and ${grouped(more)} more: --format json lists them all`, columns, 4));
	return lines;
}
