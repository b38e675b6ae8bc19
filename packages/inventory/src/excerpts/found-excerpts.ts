import type { CoverageSink } from "@plimsoll/core";
import type { FileTree } from "@plimsoll/oci";
import type { Cataloger, FoundFile } from "../cataloger.ts";
import { parseExcerpt } from "./excerpt.ts";

/** The files of a tree that each cataloger kept something of, by cataloger, each with what it kept. Links add nothing. */
export function foundExcerpts(
	tree: FileTree,
	catalogers: readonly Cataloger[],
	report: CoverageSink,
): ReadonlyMap<Cataloger, readonly FoundFile[]> {
	const found = new Map<Cataloger, FoundFile[]>(catalogers.map((cataloger) => [cataloger, []]));
	for (const { entry, bytes } of tree.excerpts()) {
		const { path } = entry;
		const { parts, problem, isLost } = parseExcerpt(bytes);
		const code = isLost === true ? "file-malformed" : "executable-unread";
		if (problem !== undefined) report({ code, message: `${path}: ${problem}`, path });
		for (const [cataloger, files] of found) {
			const part = parts.get(cataloger.id);
			if (part !== undefined) files.push({ entry, path, bytes: part });
		}
	}
	return found;
}
