import { posix } from "node:path";
import type { Declaration } from "./declaration.ts";

/** Files that one requirements file includes, directly or not; real ones include a handful. */
const MAX_INCLUDES = 1000;

/** What a file is included for: what it asks for, or only for the versions of what others ask for. */
export type IncludeKind = "requirements" | "constraints";

/** A requirements file, or one that it includes. */
export interface RequirementsFile {
	readonly path: string;
	readonly bytes: Uint8Array;
	readonly kind: IncludeKind;
}

/** The files that a requirements file includes: each read once, and so many of them. */
export class IncludedFiles {
	readonly #declaration: Declaration;
	readonly #isReadAnyway: (path: string) => boolean;
	readonly #pending: RequirementsFile[] = [];
	readonly #seen: Set<string> = new Set();
	#count = 0;

	/** @param isReadAnyway tells of a file that is read by its own name, so that it need not be for this one */
	constructor(declaration: Declaration, isReadAnyway: (path: string) => boolean) {
		this.#declaration = declaration;
		this.#isReadAnyway = isReadAnyway;
		this.#push({ path: declaration.path, bytes: declaration.bytes, kind: "requirements" });
	}

	next(): RequirementsFile | undefined {
		return this.#pending.pop();
	}

	/** Adds a file that is named on a line of another. */
	add(from: RequirementsFile, target: string, line: number, kind: IncludeKind): void {
		this.#count++;
		if (this.#count === MAX_INCLUDES + 1) {
			const message = `${from.path}: more than ${MAX_INCLUDES} files are included; the rest was not read`;
			this.#declaration.report({ code: "file-limit", message, path: from.path });
		}
		if (this.#count > MAX_INCLUDES) return;

		const included = this.#open(from.path, target, line, kind);
		if (included !== undefined) this.#push(included);
	}

	#push(file: RequirementsFile): void {
		const key = `${file.kind} ${file.path}`;
		if (this.#seen.has(key)) return;
		this.#seen.add(key);
		this.#pending.push(file);
	}

	/** Only files inside the subject are opened: never an address, and `..` ends at the subject's root. */
	#open(from: string, target: string, line: number, kind: IncludeKind): RequirementsFile | undefined {
		const { tree } = this.#declaration;
		const ignore = (why: string): undefined => {
			this.#declaration.report({ code: "reference-ignored", message: `${from}: line ${line} includes ${why}`, path: from });
		};
		if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return ignore("an address, which is not fetched");
		if (escapes(from, target)) return ignore("a file outside of the subject");

		const entry = tree.stat(posix.resolve(posix.dirname(from), target));
		if (entry?.kind !== "file") return ignore("a file that is not there");
		if (kind === "requirements" && this.#isReadAnyway(entry.path)) return undefined;
		const bytes = tree.content(entry);
		if (bytes === undefined) return ignore("a file whose name does not tell that it holds requirements; it was not read");
		return { path: entry.path, bytes, kind };
	}
}

function escapes(from: string, target: string): boolean {
	return posix.normalize(posix.join(`.${posix.dirname(from)}`, target)).startsWith("..");
}
