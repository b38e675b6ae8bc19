import { createRequire } from "node:module";
import type { default as StringWidth } from "string-width";

/** The width used where the terminal tells none that makes sense. */
const USUAL_COLUMNS = 80;
const MIN_COLUMNS = 20;
const MAX_COLUMNS = 160;

/** Characters that take one column each: ASCII and what the table itself draws with. Most texts have no others. */
const NARROW = /^[ -~─→·…•]*$/;

const require = createRequire(import.meta.url);
let measure: typeof StringWidth | undefined;
let graphemes: Intl.Segmenter | undefined;

/** The width to lay out for: lines beyond {@link MAX_COLUMNS} are hard to read, below {@link MIN_COLUMNS} nothing fits. */
export function usableColumns(columns: number): number {
	if (!Number.isFinite(columns) || columns <= 0) return USUAL_COLUMNS;
	return Math.min(Math.max(Math.trunc(columns), MIN_COLUMNS), MAX_COLUMNS);
}

/** Columns that a text without escape sequences takes on a terminal: two for wide characters, none for combining ones. */
export function widthOf(text: string): number {
	if (NARROW.test(text)) return text.length;

	// Loaded when needed: its tables of Unicode cost more time than most whole reports take.
	measure ??= (require("string-width") as { default: typeof StringWidth }).default;
	return measure(text);
}

/** Fills a text with spaces up to a width. */
export function padTo(text: string, width: number): string {
	return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Cuts a text to a width, with an ellipsis where something is cut. */
export function fit(text: string, width: number): string {
	if (widthOf(text) <= width) return text;
	return `${takeColumns(text, width - 1, "").trimEnd()}…`;
}

/** Breaks a text into lines of at most a width, at spaces where possible, inside words where not; never empty. */
export function wrap(text: string, width: number): string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(" ")) {
		const longer = line === "" ? word : `${line} ${word}`;
		if (widthOf(longer) <= width) {
			line = longer;
			continue;
		}
		if (line !== "") lines.push(line);
		line = word;
		while (widthOf(line) > width) {
			// A first character that is wider than the line still has to go somewhere.
			const head = takeColumns(line, width, firstGrapheme(line));
			lines.push(head);
			line = line.slice(head.length);
		}
	}
	lines.push(line);
	return lines;
}

/** {@link wrap} with every line behind `indent` spaces. */
export function wrapIndented(text: string, columns: number, indent: number): string[] {
	return wrap(text, columns - indent).map((line) => " ".repeat(indent) + line);
}

/** The start of a text as far as it fits, else `otherwise`. */
function takeColumns(text: string, width: number, otherwise: string): string {
	if (NARROW.test(text)) return width < 1 ? otherwise : text.slice(0, width);

	let taken = "";
	let columns = 0;
	for (const { segment } of segmentsOf(text)) {
		columns += widthOf(segment);
		if (columns > width) break;
		taken += segment;
	}
	return taken === "" ? otherwise : taken;
}

function firstGrapheme(text: string): string {
	for (const { segment } of segmentsOf(text)) return segment;
	return text;
}

function segmentsOf(text: string): Intl.Segments {
	graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
	return graphemes.segment(text);
}
