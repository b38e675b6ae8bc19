import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { installedPackage } from "./installed.ts";
import { lockFormatOf, projectOf } from "./lock-formats.ts";
import { foundNpmPackage } from "./npm-package.ts";

const MODULES = "/node_modules/";

/**
 * Finds JavaScript packages.
 *
 * Installed: every `package.json` with a name and a version, wherever it lies in an image; in a folder, which is usually
 * somebody's source, those under a `node_modules`.
 *
 * Locked: in a folder, lock files are evidence of their own. In an image they count only where nothing installed says
 * otherwise, that is, where neither the lock's folder nor one above it has a `node_modules`, or a link of that name, with a
 * package in it. What is installed is what can be attacked; a lock is what somebody planned, before `npm prune`, `--omit=dev` or an `rm`. That goes
 * for npm's own `node_modules/.package-lock.json` too, which keeps naming packages deleted since. Peers differ: Trivy
 * ignores locks in images, and so misses bundled applications that carry only the lock; osv-scanner trusts them all, and
 * so lists packages that are not there. A lock that a package of the operating system brings along says how that package is
 * developed, and never counts in an image.
 */
export function catalogNpm(context: CatalogContext): void {
	const installedIn = new Set<string>();
	const installed: string[] = [];
	for (const file of context.files) {
		if (!file.path.endsWith("/package.json") || !addInstalled(context, file)) continue;
		installed.push(file.path);
		const modules = file.path.indexOf(MODULES);
		if (modules !== -1) installedIn.add(file.path.slice(0, modules));
	}
	if (context.subject === "image") addLinked(context, installed, installedIn);
	for (const file of context.files) {
		if (!file.path.endsWith("/package.json") && counts(context, file.path, installedIn)) addLocked(context, file);
	}
}

/** @returns whether the file is a package's */
function addInstalled(context: CatalogContext, file: FoundFile): boolean {
	if (context.subject === "directory" && !file.path.includes(MODULES)) return false;

	const found = installedPackage(context, file);
	if (found === undefined) return false;
	context.add(found);
	if (file.path.includes(MODULES)) context.cover(file.path.slice(0, file.path.lastIndexOf("/")));
	return true;
}

/**
 * Adds the project folders whose `node_modules` is a link to where the packages are, as with dependencies that are kept
 * outside of the application's folder.
 *
 * @param installed the paths of the packages' files, in order
 */
function addLinked({ tree, files }: CatalogContext, installed: readonly string[], installedIn: Set<string>): void {
	const asked = new Set<string>();
	for (const { path } of files) {
		let folder = lockFormatOf(path) === undefined ? undefined : projectOf(path);
		for (; folder !== undefined && !asked.has(folder); folder = folderAbove(folder)) {
			asked.add(folder);
			const link = tree.lstat(`${folder}/node_modules`);
			const modules = link?.kind === "symlink" ? tree.stat(link.path) : undefined;
			if (modules !== undefined && hasUnder(installed, `${modules.path}/`)) installedIn.add(folder);
		}
	}
}

/** Whether one of the paths, which are in order, begins with the prefix. */
function hasUnder(paths: readonly string[], prefix: string): boolean {
	let from = 0;
	let to = paths.length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((paths[middle] ?? "") < prefix) from = middle + 1;
		else to = middle;
	}
	return paths[from]?.startsWith(prefix) === true;
}

function counts(context: CatalogContext, path: string, installedIn: ReadonlySet<string>): boolean {
	if (context.subject === "directory") return true;
	if (context.ownerOf(path) !== undefined) return false;

	let folder = projectOf(path);
	while (folder !== undefined && !installedIn.has(folder)) folder = folderAbove(folder);
	return folder === undefined;
}

/** The folder above, the root being the empty text; undefined above that. */
function folderAbove(folder: string): string | undefined {
	return folder === "" ? undefined : folder.slice(0, folder.lastIndexOf("/"));
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
