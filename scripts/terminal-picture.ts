/**
 * Draws what a command prints on a colour terminal as an SVG, for the README.
 *
 * Usage: script -qec 'stty cols 100; npx plimsoll scan …' /dev/null | node scripts/terminal-picture.ts TITLE > docs/scan.svg
 */
import { readFileSync } from "node:fs";

const COLUMN = 8.4;
const LINE = 18;
const MARGIN = 18;
const TITLE_BAR = 34;
const FOREGROUND = "#d7dce5";

/** Select Graphic Rendition codes → colours that are readable on the dark ground. */
const COLORS: Readonly<Record<number, string>> = {
	30: "#5c6370",
	31: "#ff6b6b",
	32: "#7ec98f",
	33: "#e5c07b",
	34: "#6cb6ff",
	35: "#d79bf5",
	36: "#5fc9d6",
	37: FOREGROUND,
	90: "#7f8796",
	91: "#ff8787",
	92: "#98d9a6",
	93: "#f0d399",
	94: "#8cc5ff",
	95: "#e3b8f8",
	96: "#86dbe5",
	97: "#ffffff",
};

/** The same for backgrounds; only those that the reports use. */
const BACKGROUNDS: Readonly<Record<number, string>> = { 41: "#a8322d" };

/** Text in one style, and the column where it starts. */
interface Piece {
	readonly text: string;
	readonly column: number;
	readonly style: Readonly<Style>;
}

interface Style {
	color: string;
	background: string;
	bold: boolean;
	dim: boolean;
	underline: boolean;
}

const CHANGES: Readonly<Record<number, Partial<Style>>> = {
	0: plain(),
	1: { bold: true },
	2: { dim: true },
	4: { underline: true },
	22: { bold: false, dim: false },
	24: { underline: false },
	39: { color: FOREGROUND },
	49: { background: "" },
};

const title = process.argv[2] ?? "";
const lines = readFileSync(0, "utf8").replaceAll("\r", "").trimEnd().split("\n");
process.stdout.write(draw(lines));

function draw(rows: readonly string[]): string {
	const columns = Math.max(...rows.map((row) => row.replaceAll(sgr(), "").length));
	const width = Math.ceil(columns * COLUMN + 2 * MARGIN);
	const height = TITLE_BAR + rows.length * LINE + MARGIN;
	const style = plain();
	const texts = rows.map((row, index) => {
		const y = TITLE_BAR + (index + 1) * LINE - 4;
		const line = pieces(row, style);
		return `${line.map((piece) => box(piece, y)).join("")}<text x="${MARGIN}" y="${y}" xml:space="preserve">${line.map(span).join("")}</text>`;
	});
	const dots = ["#ff5f57", "#febc2e", "#28c840"].map(
		(color, index) => `<circle cx="${MARGIN + 6 + index * 18}" cy="17" r="5.5" fill="${color}"/>`,
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(title)}">`,
		`<rect width="100%" height="100%" rx="10" fill="#1b1f27"/>`,
		...dots,
		`<text x="50%" y="21" text-anchor="middle" fill="#7f8796" font-family="ui-sans-serif,system-ui,sans-serif" font-size="12">${escapeXml(title)}</text>`,
		`<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14" fill="${FOREGROUND}">`,
		...texts,
		"</g>",
		"</svg>",
		"",
	].join("\n");
}

/** Splits a line at its escape sequences; the style goes on from line to line. */
function pieces(row: string, style: Style): readonly Piece[] {
	const found: Piece[] = [];
	let [at, column] = [0, 0];
	const take = (end: number): void => {
		if (end > at) found.push({ text: row.slice(at, end), column, style: { ...style } });
		column += end - at;
	};
	for (const match of row.matchAll(sgr())) {
		take(match.index);
		at = match.index + match[0].length;
		apply((match[1] ?? "").split(";").map(Number), style);
	}
	take(row.length);
	return found;
}

function box({ text, column, style }: Piece, y: number): string {
	if (style.background === "") return "";
	const width = (text.length * COLUMN).toFixed(1);
	return `<rect x="${left(column)}" y="${y - 13}" width="${width}" height="${LINE - 1}" fill="${style.background}"/>`;
}

/** Each piece is placed by column, so that the picture stays aligned in every font. */
function span({ text, column, style: { color, bold, dim, underline } }: Piece): string {
	const place = `x="${left(column)}" textLength="${(text.length * COLUMN).toFixed(1)}"`;
	const looks = [
		color === FOREGROUND ? "" : ` fill="${color}"`,
		bold ? ' font-weight="bold"' : "",
		dim ? ' opacity="0.6"' : "",
		underline ? ' text-decoration="underline"' : "",
	];
	return `<tspan ${place}${looks.join("")}>${escapeXml(text)}</tspan>`;
}

function left(column: number): string {
	return (MARGIN + column * COLUMN).toFixed(1);
}

function apply(codes: readonly number[], style: Style): void {
	for (const code of codes) Object.assign(style, changeOf(code));
}

function changeOf(code: number): Partial<Style> {
	const [color, background] = [COLORS[code], BACKGROUNDS[code]];
	if (color !== undefined) return { color };
	if (background !== undefined) return { background };
	return CHANGES[code] ?? {};
}

function plain(): Style {
	return { color: FOREGROUND, background: "", bold: false, dim: false, underline: false };
}

function sgr(): RegExp {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
	return /\u001b\[([\d;]*)m/g;
}

function escapeXml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
