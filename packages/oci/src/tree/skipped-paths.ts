import { compileGlob, type PathMatcher } from "@plimsoll/core";
import { OciError } from "../errors.ts";

/** What a user does not want to have looked at: patterns of `compileGlob` for paths inside the subject. */
export interface SkipPatterns {
	readonly folders: readonly string[];
	readonly files: readonly string[];
}

/** Tells which paths of a subject are passed over: they stay in the tree, but nothing is read below or of them. */
export class SkippedPaths {
	readonly #folders: readonly PathMatcher[];
	readonly #files: readonly PathMatcher[];
	/** Paths mostly follow one another in one folder. */
	#last: { readonly folder: string; readonly isSkipped: boolean } | undefined;

	/** @throws {@link OciError} `pattern-invalid` */
	constructor({ folders, files }: SkipPatterns) {
		this.#folders = folders.map((pattern) => compile(`${pattern}/**`, pattern));
		this.#files = files.map((pattern) => compile(pattern, pattern));
	}

	/** Whether a folder, or one above it, is passed over. */
	folder(path: string): boolean {
		if (this.#last?.folder !== path) {
			this.#last = { folder: path, isSkipped: this.#folders.some((matches) => matches(path)) };
		}
		return this.#last.isSkipped;
	}

	/** Whether a file, or a folder above it, is passed over. */
	file(path: string): boolean {
		return this.folder(path.slice(0, path.lastIndexOf("/"))) || this.#files.some((matches) => matches(path));
	}
}

function compile(pattern: string, given: string): PathMatcher {
	const matches = compileGlob(pattern);
	if (matches !== undefined) return matches;
	throw new OciError("pattern-invalid", `the pattern ${JSON.stringify(given)} is too long, or its braces stand for too many others`);
}
