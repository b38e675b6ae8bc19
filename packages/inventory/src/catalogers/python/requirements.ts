import { problemEntry, tooLong } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";
import type { Declaration, DeclarationReader } from "./declaration.ts";
import { IncludedFiles, type RequirementsFile } from "./included-files.ts";
import { normalizedName } from "./python-package.ts";
import { type Requirement, readRequirement } from "./requirement-line.ts";

/** Something asked for without a version, which a file of constraints may still give. */
interface Unpinned {
	readonly path: string;
	readonly line: number;
	readonly name: string;
}

/**
 * Makes the reader of requirements files, and of those that they include.
 *
 * @param isReadAnyway tells of a file that is read by its own name
 */
export function requirementsReader(isReadAnyway: (path: string) => boolean): DeclarationReader {
	return (declaration) => new RequirementsReader(declaration, isReadAnyway).read();
}

class RequirementsReader {
	readonly #declaration: Declaration;
	readonly #files: IncludedFiles;
	readonly #unpinned: Unpinned[] = [];
	/** Versions by normalised name. */
	readonly #constraints: Map<string, string> = new Map();

	constructor(declaration: Declaration, isReadAnyway: (path: string) => boolean) {
		this.#declaration = declaration;
		this.#files = new IncludedFiles(declaration, isReadAnyway);
	}

	read(): void {
		for (let file = this.#files.next(); file !== undefined; file = this.#files.next()) this.#readFile(file);
		for (const { path, line, name } of this.#unpinned) {
			const version = this.#constraints.get(normalizedName(name));
			if (version !== undefined) {
				this.#declaration.declared({ name, version }, path);
				continue;
			}
			const message = `${path}: line ${line} asks for ${name} without pinning it by ==`;
			this.#declaration.report({ code: "version-unresolved", message, path });
		}
	}

	#readFile(file: RequirementsFile): void {
		let left = this.#declaration.limits.maxPackagesPerFile;
		readLogicalLines(this.#declaration, file, (requirement, line) => {
			this.#take(file, requirement, line);
			// One more than is allowed, so that it is said.
			if (requirement.kind === "pinned" || requirement.kind === "unpinned") left--;
			return left >= 0;
		});
	}

	#take(file: RequirementsFile, requirement: Requirement, line: number): void {
		const { path, kind } = file;
		switch (requirement.kind) {
			case "include":
				this.#files.add(file, requirement.target, line, kind);
				break;
			case "constraints":
				this.#files.add(file, requirement.target, line, "constraints");
				break;
			case "pinned":
				if (kind === "requirements") this.#declaration.declared(requirement, path);
				else this.#constraints.set(normalizedName(requirement.name), requirement.version);
				break;
			case "unpinned":
				if (kind === "requirements") this.#unpinned.push({ path, line, name: requirement.name });
				break;
			case "reference":
				// What it refers to stays out of the message: addresses carry tokens.
				this.#declaration.report({ code: "reference-ignored", message: `${path}: line ${line} refers to ${requirement.what}`, path });
				break;
			case "nothing":
				break;
		}
	}
}

/**
 * A logical line goes on after a backslash at its end; a comment begins with `#` at the start or after white space.
 *
 * @param onRequirement says whether to read on
 */
function readLogicalLines(
	{ limits, report }: Declaration,
	{ path, bytes }: RequirementsFile,
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
