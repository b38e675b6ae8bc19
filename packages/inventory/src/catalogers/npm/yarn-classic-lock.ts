import { tooLong } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";
import type { LockVisitor } from "./lock-formats.ts";

interface Entry {
	readonly line: number;
	/** The first of the patterns that it satisfies: `name@range`. */
	readonly pattern: string;
	version?: string;
}

/**
 * Reads yarn 1's lock. An entry begins with the patterns it satisfies, at the line's start; `version` is among the indented
 * lines. It says neither what is direct nor what is for development.
 */
export function readYarnClassicLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const lines = new LineCursor(decodeText(bytes), visitor.limits.maxLineBytes);
	let entry: Entry | undefined;
	while (lines.next()) {
		const { line, number } = lines;
		if (lines.oversized) {
			visitor.problem(tooLong(number, visitor.limits));
		} else if (line === "" || line[0] === "#") {
			// between entries
		} else if (line[0] !== " ") {
			finish(entry, visitor);
			entry = startEntry(line, number, visitor);
		} else if (entry !== undefined && entry.version === undefined) {
			const version = /^ {2}"?version"? "?([^"]*)"?$/.exec(line)?.[1];
			if (version !== undefined) entry.version = version;
		}
	}
	finish(entry, visitor);
}

function startEntry(line: string, number: number, visitor: LockVisitor): Entry | undefined {
	const quoteEnd = line[0] === '"' ? line.indexOf('"', 1) : -1;
	const pattern = quoteEnd === -1 ? line.slice(0, -1).split(",", 1)[0] : line.slice(1, quoteEnd);
	if (line.endsWith(":") && pattern) return { line: number, pattern };

	visitor.problem({ code: "file-malformed", message: `line ${number}: expected the patterns of an entry` });
	return undefined;
}

function finish(entry: Entry | undefined, visitor: LockVisitor): void {
	if (entry === undefined) return;

	const at = entry.pattern.indexOf("@", 1);
	const name = at === -1 ? entry.pattern : entry.pattern.slice(0, at);
	const range = at === -1 ? "" : entry.pattern.slice(at + 1);
	if (/^(?:link|workspace|portal):/.test(range)) return;

	const alias = /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@|$)/.exec(range)?.[1];
	if (entry.version !== undefined) visitor.locked({ name: alias ?? name, version: entry.version });
	else visitor.problem({ code: "file-malformed", message: `entry at line ${entry.line}: no version` });
}
