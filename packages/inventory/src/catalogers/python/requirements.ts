import { posix } from "node:path";
import { problemEntry, tooLong } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";
import type { Declaration } from "./declared-formats.ts";
import { declaredFormatOf } from "./declared-formats.ts";
import { type Requirement, readRequirement } from "./requirement-line.ts";

/** Reads a requirements file, and those it includes that are not read by their own name. */
export function readRequirements(declaration: Declaration): void {
	const seen = new Set([declaration.path]);
	const pending = [{ path: declaration.path, bytes: declaration.bytes }];
	for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
		const { path } = file;
		readLogicalLines(declaration, path, file.bytes, (requirement, line) => {
			if (requirement.kind !== "include") {
				take(declaration, path, requirement, line);
				return;
			}
			const included = openIncluded(declaration, path, requirement.target, line);
			if (included === undefined || seen.has(included.path)) return;
			seen.add(included.path);
			pending.push(included);
		});
	}
}

function take(declaration: Declaration, path: string, requirement: Exclude<Requirement, { kind: "include" }>, line: number): void {
	switch (requirement.kind) {
		case "pinned":
			declaration.declared({ name: requirement.name, version: requirement.version }, path);
			break;
		case "unpinned":
			declaration.report({
				code: "version-unresolved",
				message: `${path}: line ${line} asks for ${requirement.name} without pinning it by ==`,
				path,
			});
			break;
		case "reference":
			// What it refers to stays out of the message: addresses carry tokens.
			declaration.report({ code: "reference-ignored", message: `${path}: line ${line} refers to ${requirement.what}`, path });
			break;
		case "nothing":
			break;
	}
}

/** A logical line goes on after a backslash at its end; a comment begins with `#` at the start or after white space. */
function readLogicalLines(
	{ limits, report }: Declaration,
	path: string,
	bytes: Uint8Array,
	onRequirement: (requirement: Requirement, line: number) => void,
): void {
	const lines = new LineCursor(decodeText(bytes), limits.maxLineBytes);
	let joined = "";
	while (lines.next()) {
		const { number } = lines;
		if (lines.oversized || joined.length > limits.maxLineBytes) {
			report(problemEntry(path, tooLong(number, limits)));
			joined = "";
			continue;
		}
		const text = lines.line.replace(/(^|\s)#.*$/, "");
		if (text.endsWith("\\")) {
			joined += `${text.slice(0, -1)} `;
			continue;
		}
		onRequirement(readRequirement(`${joined}${text}`.trim()), number);
		joined = "";
	}
	if (joined !== "") onRequirement(readRequirement(joined.trim()), lines.number);
}

/**
 * A file named by `-r`, if it has to be read from here. Only files inside the subject are: never an address, and `..` ends at
 * the subject's root.
 */
function openIncluded(
	declaration: Declaration,
	from: string,
	target: string,
	line: number,
): { path: string; bytes: Uint8Array } | undefined {
	const { tree } = declaration;
	const ignore = (why: string): undefined => {
		declaration.report({ code: "reference-ignored", message: `${from}: line ${line} includes ${why}`, path: from });
	};
	if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return ignore("an address, which is not fetched");
	if (escapes(from, target)) return ignore("a file outside of the subject");

	const entry = tree.stat(posix.resolve(posix.dirname(from), target));
	if (entry?.kind !== "file") return ignore("a file that is not there");
	if (declaredFormatOf(entry.path) !== undefined) return undefined;
	const bytes = tree.content(entry);
	return bytes === undefined
		? ignore("a file whose name does not tell that it holds requirements; it was not read")
		: { path: entry.path, bytes };
}

function escapes(from: string, target: string): boolean {
	return posix.normalize(posix.join(`.${posix.dirname(from)}`, target)).startsWith("..");
}
