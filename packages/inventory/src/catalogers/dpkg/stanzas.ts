import type { Limits } from "@plimsoll/core";
import { type Problem, tooLong } from "../../formats/problem.ts";
import { LineCursor } from "../../text/line-cursor.ts";

const FIELDS = ["package", "status", "version", "architecture", "source"] as const;

type Field = (typeof FIELDS)[number];

/** One package's paragraph, as far as it is needed. */
export interface Stanza extends Partial<Readonly<Record<Field, string>>> {
	/** Where it begins, counted from 1. */
	readonly line: number;
}

type OpenStanza = { line: number } & Partial<Record<Field, string>>;

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
		const problem = lines.oversized ? tooLong(number, limits) : takeLine(stanza, line, number);
		if (problem !== undefined) visitor.problem(problem);
	}
	if (stanza.line > 0) visitor.stanza(stanza);
}

/** Lines that begin with white space continue a field that is not needed. */
function takeLine(stanza: OpenStanza, line: string, number: number): Problem | undefined {
	if (line[0] === " " || line[0] === "\t") return undefined;

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
	return undefined;
}

/** Most lines are of other fields: their names are not even cut out. */
function fieldOf(line: string, colon: number): Field | undefined {
	for (const field of FIELDS) {
		if (field.length === colon && line.slice(0, colon).toLowerCase() === field) return field;
	}
	return undefined;
}
