import type { CoverageSink } from "@plimsoll/core";
import type { FileEntry, FileTree } from "@plimsoll/oci";
import type { Cataloger, FoundFile } from "../cataloger.ts";
import { parseExcerpt } from "./excerpt.ts";

/** What was kept of files in passing. Links add nothing. */
export interface FoundExcerpts {
	/** The files that each cataloger kept something of, each with what it kept. */
	readonly files: ReadonlyMap<Cataloger, readonly FoundFile[]>;
	/** Every executable and library. */
	readonly executables: readonly FileEntry[];
}

/** What of a tree's files was kept in passing. */
export function foundExcerpts(tree: FileTree, catalogers: readonly Cataloger[], report: CoverageSink): FoundExcerpts {
	const found = new Map<Cataloger, FoundFile[]>(catalogers.map((cataloger) => [cataloger, []]));
	const executables: FileEntry[] = [];
	for (const { entry, bytes } of tree.excerpts()) {
		const { path } = entry;
		const { parts, problem, isLost, isExecutable } = parseExcerpt(bytes);
		const code = isLost === true ? "file-malformed" : "executable-unread";
		// What told of itself otherwise need not be looked into as a whole.
		if (problem !== undefined && (isLost === true || parts.size === 0)) report({ code, message: `${path}: ${problem}`, path });
		if (isExecutable === true) executables.push(entry);
		for (const [cataloger, files] of found) {
			const part = parts.get(cataloger.id);
			if (part !== undefined) files.push({ entry, path, bytes: part });
		}
	}
	return { files: found, executables };
}
