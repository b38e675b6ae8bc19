import type { Limits } from "@plimsoll/core";
import { type Problem, tooLong } from "../../formats/problem.ts";
import { LineCursor } from "../../text/line-cursor.ts";

const FIELDS = ["package", "status", "version", "architecture", "source", "maintainer", "pre-depends", "depends", "provides"] as const;

type Field = (typeof FIELDS)[number];

/** Lists, which a file of `status.d` may go on with in the next line: it is a package's own control file. */
const FOLDED: ReadonlySet<string | undefined> = new Set<Field>(["pre-depends", "depends", "provides"]);

/** One package's paragraph, as far as it is needed. */
export interface Stanza extends Partial<Readonly<Record<Field, string>>> {
	/** Where it begins, counted from 1. */
	readonly line: number;
}

type OpenStanza = { line: number /** The one that a line of white space goes on with. */; open?: Field | undefined } & Partial<
	Record<Field, string>
>;

/** Takes what a file of stanzas holds. */
export interface StanzaVisitor {
	stanza(stanza: Stanza): void;
	problem(problem: Problem): void;
}

/**
 * Reads a file in deb822 format. A line that is none costs itself: the stanza around it still counts.
 *
 * @see https://manpages.debian.org/deb822
 */
export function readStanzas(text: string, limits: Limits, visitor: StanzaVisitor): void {
	const lines = new LineCursor(text, limits.maxLineBytes);
	let stanza: OpenStanza = { line: 0 };
	while (lines.next()) {
		const { line, number } = lines;
		if (!lines.oversized && line.trim() === "") {
			if (stanza.line > 0) visitor.stanza(stanza);
			stanza = { line: 0 };
			continue;
		}

		if (stanza.line === 0) stanza.line = number;
		const problem = takeLine(stanza, lines, limits);
		if (problem !== undefined) visitor.problem(problem);
	}
	if (stanza.line > 0) visitor.stanza(stanza);
}

/** Lines that begin with white space continue a field, which mostly is not needed. */
function takeLine(stanza: OpenStanza, { line, number, oversized }: LineCursor, limits: Limits): Problem | undefined {
	if (!oversized && (line[0] === " " || line[0] === "\t")) {
		if (stanza.open !== undefined) stanza[stanza.open] += line;
		return undefined;
	}

	stanza.open = undefined;
	if (oversized) return tooLong(number, limits);
	const problem = takeField(stanza, line);
	return problem === undefined ? undefined : { code: "file-malformed", message: `line ${number}: ${problem}` };
}

/** @returns what is wrong with the line */
function takeField(stanza: OpenStanza, line: string): string | undefined {
	const colon = line.indexOf(":");
	if (colon <= 0) return "expected a field and a colon";

	const name = fieldOf(line, colon);
	if (name === undefined) return undefined;
	if (stanza[name] !== undefined) return `a second ${name} in one stanza; the first one counts`;
	stanza[name] = line.slice(colon + 1).trim();
	if (FOLDED.has(name)) stanza.open = name;
	return undefined;
}

/** Most lines are of other fields: their names are not even cut out. */
function fieldOf(line: string, colon: number): Field | undefined {
	for (const field of FIELDS) {
		if (field.length === colon && line.slice(0, colon).toLowerCase() === field) return field;
	}
	return undefined;
}
