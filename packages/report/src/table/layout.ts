import stringWidth from "string-width";

/** The width used where the terminal tells none that makes sense. */
const USUAL_COLUMNS = 80;
const MIN_COLUMNS = 20;
const MAX_COLUMNS = 160;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The width to lay out for: lines beyond {@link MAX_COLUMNS} are hard to read, below {@link MIN_COLUMNS} nothing fits. */
export function usableColumns(columns: number): number {
	if (!Number.isFinite(columns) || columns <= 0) return USUAL_COLUMNS;
	return Math.min(Math.max(Math.trunc(columns), MIN_COLUMNS), MAX_COLUMNS);
}

/** Columns that a text takes on a terminal: two for wide characters, none for combining ones. */
export function widthOf(text: string): number {
	return stringWidth(text);
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
	let taken = "";
	let columns = 0;
	for (const { segment } of graphemes.segment(text)) {
		columns += widthOf(segment);
		if (columns > width) break;
		taken += segment;
	}
	return taken === "" ? otherwise : taken;
}

function firstGrapheme(text: string): string {
	for (const { segment } of graphemes.segment(text)) return segment;
	return text;
}
