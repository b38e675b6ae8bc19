import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { installedPackage } from "./installed.ts";
import { lockFormatOf, projectOf } from "./lock-formats.ts";
import { foundNpmPackage } from "./npm-package.ts";

/**
 * Finds JavaScript packages.
 *
 * Installed: every `package.json` with a name and a version, wherever it lies in an image; in a folder, which is usually
 * somebody's source, those under a `node_modules`.
 *
 * Locked: in a folder, lock files are evidence of their own. In an image they count only where nothing installed says
 * otherwise, that is, where neither the lock's folder nor one above it has a `node_modules` with a package in it. What is
 * installed is what can be attacked; a lock is what somebody planned, before `npm prune`, `--omit=dev` or an `rm`. That goes
 * for npm's own `node_modules/.package-lock.json` too, which keeps naming packages deleted since. Peers differ: Trivy
 * ignores locks in images, and so misses bundled applications that carry only the lock; osv-scanner trusts them all, and
 * so lists packages that are not there. A lock that a package of the operating system brings along says how that package is
 * developed, and never counts in an image.
 */
export function catalogNpm(context: CatalogContext): void {
	const installedIn = new Set<string>();
	for (const file of context.files) {
		if (file.path.endsWith("/package.json")) addInstalled(context, file, installedIn);
	}
	for (const file of context.files) {
		if (!file.path.endsWith("/package.json") && counts(context, file.path, installedIn)) addLocked(context, file);
	}
}

/** @param installedIn takes the project folders that have something installed */
function addInstalled(context: CatalogContext, file: FoundFile, installedIn: Set<string>): void {
	const modules = file.path.indexOf("/node_modules/");
	if (modules === -1 && context.subject === "directory") return;

	const found = installedPackage(context, file);
	if (found === undefined) return;
	context.add(found);
	if (modules !== -1) installedIn.add(file.path.slice(0, modules));
}

function counts(context: CatalogContext, path: string, installedIn: ReadonlySet<string>): boolean {
	if (context.subject === "directory") return true;
	if (context.ownerOf(path) !== undefined) return false;

	let folder = projectOf(path) ?? "";
	while (folder !== "" && !installedIn.has(folder)) folder = folder.slice(0, folder.lastIndexOf("/"));
	return !installedIn.has(folder);
}

function addLocked(context: CatalogContext, { path, bytes }: FoundFile): void {
	lockFormatOf(path)?.(bytes, {
		limits: context.limits,
		locked: (locked) => {
			const found = foundNpmPackage({ ...locked, path });
			if (found !== undefined) context.add(found);
			else context.report(problemEntry(path, { code: "file-malformed", message: "an entry without a valid name and version" }));
		},
		unresolved: (what) => context.report({ code: "version-unresolved", message: `${path}: ${what}`, path }),
		problem: (problem) => context.report(problemEntry(path, problem)),
	});
}
