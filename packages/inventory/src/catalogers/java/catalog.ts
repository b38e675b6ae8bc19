import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { isEmbedded } from "./archive-facts.ts";
import { addArchives } from "./archives.ts";
import { addLocked, addProjects } from "./declared.ts";
import { lockReaderOf } from "./declared-formats.ts";
import { addUnpacked } from "./unpacked.ts";

/** Whether a file is a project of Maven. */
export function isProject(path: string): boolean {
	return path.endsWith("/pom.xml") && !isEmbedded(path);
}

/**
 * Finds Java packages.
 *
 * Installed: every archive, whatever it lies in, and archives that were unpacked.
 *
 * Declared: in a folder, projects and locks are evidence of their own. In an image they count only where no archive is but
 * what the operating system owns: archives have no fixed place relative to a project, and what is built tells the truth. A
 * lock that a package of the operating system brings along never counts in an image.
 */
export function catalogJava(context: CatalogContext): void {
	const { files, subject, ownerOf } = context;
	const isInstalled = addArchives(context);
	const unpacked = files.filter(({ path }) => isEmbedded(path));
	addUnpacked(context, unpacked);
	if (subject === "image" && (isInstalled || unpacked.length > 0)) return;

	const counts = ({ path }: FoundFile): boolean => subject === "directory" || ownerOf(path) === undefined;
	const declared = files.filter(counts);
	for (const file of declared.filter(({ path }) => lockReaderOf(path) !== undefined)) addLocked(context, file);
	addProjects(
		context,
		declared.filter(({ path }) => isProject(path)),
	);
}
