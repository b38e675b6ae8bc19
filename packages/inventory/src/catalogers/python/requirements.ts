import { posix } from "node:path";
import { problemEntry, tooLong } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";
import type { Declaration } from "./declared-formats.ts";
import { declaredFormatOf } from "./declared-formats.ts";
import { type Requirement, readRequirement } from "./requirement-line.ts";

/** Files that one requirements file includes, directly or not; real ones include a handful. */
const MAX_INCLUDES = 1000;

/** A requirements file, or one that it includes. */
interface RequirementsFile {
	readonly path: string;
	readonly bytes: Uint8Array;
}

/** Reads a requirements file, and those it includes that are not read by their own name. */
export function readRequirements(declaration: Declaration): void {
	const pending: RequirementsFile[] = [{ path: declaration.path, bytes: declaration.bytes }];
	const includes = new Includes(declaration, pending);
	for (let file = pending.pop(); file !== undefined; file = pending.pop()) readFile(declaration, file, includes);
}

function readFile(declaration: Declaration, { path, bytes }: RequirementsFile, includes: Includes): void {
	let pinned = 0;
	readLogicalLines(declaration, path, bytes, (requirement, line) => {
		if (requirement.kind === "include") includes.add(path, requirement.target, line);
		else take(declaration, path, requirement, line);
		// One more than is allowed, so that it is said.
		if (requirement.kind === "pinned") pinned++;
		return pinned <= declaration.limits.maxPackagesPerFile;
	});
}

/** The files that are included: each read once, and so many of them. */
class Includes {
	readonly #declaration: Declaration;
	readonly #pending: RequirementsFile[];
	readonly #seen: Set<string>;
	#count = 0;

	constructor(declaration: Declaration, pending: RequirementsFile[]) {
		this.#declaration = declaration;
		this.#pending = pending;
		this.#seen = new Set([declaration.path]);
	}

	add(from: string, target: string, line: number): void {
		this.#count++;
		if (this.#count === MAX_INCLUDES + 1) reportIncludes(this.#declaration, from);
		if (this.#count > MAX_INCLUDES) return;

		const included = openIncluded(this.#declaration, from, target, line);
		if (included === undefined || this.#seen.has(included.path)) return;
		this.#seen.add(included.path);
		this.#pending.push(included);
	}
}

function reportIncludes(declaration: Declaration, path: string): void {
	declaration.report({ code: "file-limit", message: `${path}: more than ${MAX_INCLUDES} files are included; the rest was not read`, path });
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

/**
 * A logical line goes on after a backslash at its end; a comment begins with `#` at the start or after white space.
 *
 * @param onRequirement says whether to read on
 */
function readLogicalLines(
	{ limits, report }: Declaration,
	path: string,
	bytes: Uint8Array,
	onRequirement: (requirement: Requirement, line: number) => boolean,
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
		if (!onRequirement(readRequirement(`${joined}${text}`.trim()), number)) return;
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
