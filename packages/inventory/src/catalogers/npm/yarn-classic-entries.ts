import { type Problem, tooLong, tooMany } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";
import type { LockVisitor } from "./lock-visitor.ts";

/** An entry of yarn 1's lock. */
export interface ClassicEntry {
	readonly line: number;
	/** What it satisfies: `name@range`, never empty. */
	readonly patterns: readonly [string, ...string[]];
	version?: string;
	integrity?: string;
	resolved?: string;
	/** What it needs, as `name@range`. */
	readonly needs: string[];
}

/** A field is indented by two spaces, what an entry depends on by four. */
const FIELD = /^ {2}"?(version|resolved|integrity)"? "?([^"]*)"?$/;
const DEPENDENCY = /^ {4}(?:"([^"]+)"|([^\s"]+)) "?([^"]*)"?$/;

/**
 * The entries of yarn 1's lock. One begins with the patterns it satisfies, at the line's start; everything else of it is
 * indented.
 */
export function readClassicEntries(bytes: Uint8Array, { limits, problem: onProblem }: LockVisitor): readonly ClassicEntry[] {
	const lines = new LineCursor(decodeText(bytes), limits.maxLineBytes);
	const reader = new EntryReader(onProblem);
	while (lines.next() && reader.values <= limits.maxValues) {
		if (lines.oversized) onProblem(tooLong(lines.number, limits));
		else reader.take(lines.line, lines.number);
	}
	if (reader.values > limits.maxValues) onProblem(tooMany("yarn.lock", limits));
	return reader.entries;
}

class EntryReader {
	readonly entries: ClassicEntry[] = [];
	/** Patterns and lines so far. */
	values = 0;
	readonly #onProblem: (problem: Problem) => void;
	#entry: ClassicEntry | undefined;

	constructor(onProblem: (problem: Problem) => void) {
		this.#onProblem = onProblem;
	}

	take(line: string, number: number): void {
		if (line === "" || line[0] === "#") return;

		this.values++;
		if (line[0] !== " ") this.#start(line, number);
		else if (this.#entry !== undefined) takeLine(this.#entry, line);
	}

	#start(line: string, number: number): void {
		const [first, ...others] = line.endsWith(":") ? patternsOf(line.slice(0, -1)) : [];
		this.#entry = first === undefined ? undefined : { line: number, patterns: [first, ...others], needs: [] };
		this.values += others.length;
		if (this.#entry !== undefined) this.entries.push(this.#entry);
		else this.#onProblem({ code: "file-malformed", message: `line ${number}: expected the patterns of an entry` });
	}
}

/** Patterns are separated by a comma and a space; those that have such in them are in quotes. */
function patternsOf(text: string): readonly string[] {
	const patterns: string[] = [];
	for (let at = 0; at < text.length; ) {
		const quoted = text[at] === '"';
		const found = text.indexOf(quoted ? '"' : ", ", at + 1);
		const end = found === -1 ? text.length : found;
		const pattern = text.slice(quoted ? at + 1 : at, end);
		if (pattern !== "") patterns.push(pattern);
		at = quoted ? end + '", '.length : end + ", ".length;
	}
	return patterns;
}

function takeLine(entry: ClassicEntry, line: string): void {
	const dependency = DEPENDENCY.exec(line);
	if (dependency !== null) {
		entry.needs.push(`${dependency[1] ?? dependency[2]}@${dependency[3]}`);
		return;
	}
	const [, name, value] = FIELD.exec(line) ?? [];
	if (name === "version") entry.version ??= value ?? "";
	else if (name === "integrity") entry.integrity ??= value ?? "";
	else if (name === "resolved") entry.resolved ??= value ?? "";
}
