import type { Limits } from "@plimsoll/core";
import type { Problem } from "../../formats/problem.ts";
import type { RpmHeader } from "./header.ts";
import { TAGS } from "./tags.ts";

/** Puts the paths of owned files together from folders, named once, and names: a few bytes may stand for long paths. */
export class OwnedFiles {
	readonly #limits: Limits;
	readonly #problem: (problem: Problem) => void;
	#length = 0;

	constructor(limits: Limits, problem: (problem: Problem) => void) {
		this.#limits = limits;
		this.#problem = problem;
	}

	/** Absolute paths of the files that a package owns. */
	*of(header: RpmHeader): Generator<string> {
		yield* header.texts(TAGS.oldFileNames);

		const names = header.texts(TAGS.baseNames);
		const folders = header.texts(TAGS.folders);
		const indexes = header.numbers(TAGS.folderIndexes);
		if (names.length !== indexes.length) header.problems.push(`${names.length} file names have ${indexes.length} folders`);
		for (const [at, name] of names.entries()) {
			const folder = folders[indexes[at] ?? -1];
			if (folder !== undefined && this.#admits(folder.length + name.length)) yield folder + name;
		}
	}

	#admits(length: number): boolean {
		const { maxPathBytes, maxKeptBytes } = this.#limits;
		// No file of the subject has such a path
		if (length > maxPathBytes || this.#length > maxKeptBytes) return false;

		this.#length += length;
		if (this.#length <= maxKeptBytes) return true;
		this.#problem({ code: "file-limit", message: `paths of more than ${maxKeptBytes} bytes in all`, limit: "maxKeptBytes" });
		return false;
	}
}
