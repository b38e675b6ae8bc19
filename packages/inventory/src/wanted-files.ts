import type { FileTree } from "@plimsoll/oci";
import type { Cataloger, FoundFile } from "./cataloger.ts";
import { fileName } from "./file-name.ts";

/**
 * The files of a tree that each cataloger wants, by cataloger. A link is followed to its file; where the file is wanted by
 * its own name too, the link adds nothing and is left out.
 */
export function wantedFiles(tree: FileTree, catalogers: readonly Cataloger[]): ReadonlyMap<Cataloger, readonly FoundFile[]> {
	const wanted = new Map<Cataloger, FoundFile[]>(catalogers.map((cataloger) => [cataloger, []]));
	for (const { path } of tree.kept()) {
		const name = fileName(path);
		for (const [cataloger, files] of wanted) {
			const file = cataloger.wants(path, name, true) ? openFile(tree, path, cataloger) : undefined;
			if (file !== undefined) files.push(file);
		}
	}
	return wanted;
}

function openFile(tree: FileTree, path: string, cataloger: Cataloger): FoundFile | undefined {
	const entry = tree.stat(path);
	if (entry?.kind !== "file" || (entry.path !== path && cataloger.wants(entry.path, fileName(entry.path), true))) return undefined;

	const bytes = tree.content(entry) ?? contentOfLink(tree, path);
	return bytes === undefined ? undefined : { entry, path, bytes };
}

/** A file that nobody wants by its own name may be there under the link's. */
function contentOfLink(tree: FileTree, path: string): Uint8Array | undefined {
	const link = tree.lstat(path);
	return link === undefined ? undefined : tree.content(link);
}
