import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { type InstalledPackage, installedPackage } from "./installed.ts";
import { InstalledModules } from "./installed-modules.ts";
import { lockFormatOf, projectOf } from "./lock-formats.ts";
import { folderAbove, folderOfModules, isAtTopOfPackage, isInModules } from "./module-paths.ts";
import { foundNpmPackage } from "./npm-package.ts";
import { ProjectManifests } from "./project-manifests.ts";
import { addCached, projectOfCache } from "./yarn-cache.ts";

/**
 * Finds JavaScript packages.
 *
 * Installed: every `package.json` with a name and a version, wherever it lies in an image, as Syft and Trivy count them; in a
 * folder, which is usually somebody's source, those under a `node_modules`.
 *
 * Locked: in a folder, lock files are evidence of their own. In an image they count only where nothing installed says
 * otherwise, that is, where neither the lock's folder nor one above it has a `node_modules`, or a link of that name, with a
 * package in it, nor yarn's loader in its place. What is installed is what can be attacked; a lock is what somebody planned,
 * before `npm prune`, `--omit=dev` or an `rm`. That goes for npm's own `node_modules/.package-lock.json` too, which keeps
 * naming packages deleted since. Peers differ: Trivy ignores locks in images, and so misses bundled applications that carry
 * only the lock; osv-scanner trusts them all, and so lists packages that are not there. A lock that a package of the operating
 * system brings along says how that package is developed, and never counts in an image. Where there is neither, the archives
 * in yarn's cache tell.
 */
export function catalogNpm(context: CatalogContext): void {
	const installedIn = new Set<string>();
	const installed = installedPackages(context);
	new InstalledModules(context, installed).add();
	for (const { folder } of installed) {
		const project = folderOfModules(folder);
		if (project === undefined) continue;
		installedIn.add(project);
		context.cover(folder);
	}
	if (context.subject === "image") {
		const paths = installed.map(({ found }) => found.path);
		addLinked(context, paths, installedIn);
	}
	addLocks(context, installedIn);
	for (const file of context.excerpts) {
		if (counts(context, file.path, projectOfCache(file.path), installedIn)) addCached(context, file);
	}
}

function installedPackages(context: CatalogContext): readonly InstalledPackage[] {
	const manifests = context.files.filter(({ path }) => path.endsWith("/package.json"));
	const folders = new Set(manifests.map(({ path }) => folderAbove(path) ?? ""));
	return manifests.flatMap((file) => {
		if (context.subject === "directory" && !isInModules(file.path)) return [];
		return installedPackage(context, file, isStray(file.path, folders)) ?? [];
	});
}

/** Whether a manifest is neither at the top of a package in a `node_modules` nor at that of a project. */
function isStray(path: string, folders: ReadonlySet<string>): boolean {
	if (isInModules(path)) return !isAtTopOfPackage(path);

	let folder = folderAbove(folderAbove(path) ?? "");
	while (folder !== undefined && !folders.has(folder)) folder = folderAbove(folder);
	return folder !== undefined;
}

/**
 * Those first that say what is installed: like packages in a `node_modules`, they speak for the folder that they are of. In the
 * end every lock that was read does, for archives that yarn may have left there.
 */
function addLocks(context: CatalogContext, installedIn: Set<string>): void {
	const locks = context.files.filter(({ path }) => lockFormatOf(path) !== undefined);
	const paths = new Set(locks.map(({ path }) => path));
	const manifests = new ProjectManifests(context, new Set(locks.map(({ path }) => projectOf(path) ?? "")));
	for (const installs of [true, false]) {
		const speaking: string[] = [];
		for (const file of locks) {
			const format = lockFormatOf(file.path);
			const project = projectOf(file.path) ?? "";
			const isDue = (format?.installs ?? false) === installs && !paths.has(`${project}/${format?.supersededBy}`);
			if (!isDue || !counts(context, file.path, project, installedIn)) continue;
			if (addLocked(context, file, manifests)) speaking.push(project);
		}
		for (const project of speaking) installedIn.add(project);
	}
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

/** Whether what is planned for a project tells what is there. */
function counts(context: CatalogContext, path: string, project: string, installedIn: ReadonlySet<string>): boolean {
	if (context.subject === "directory") return true;
	if (context.ownerOf(path) !== undefined) return false;

	let folder: string | undefined = project;
	while (folder !== undefined && !installedIn.has(folder)) folder = folderAbove(folder);
	return folder === undefined;
}

/** @returns whether there were packages in it */
function addLocked(context: CatalogContext, { path, bytes }: FoundFile, manifests: ProjectManifests): boolean {
	let some = false;
	lockFormatOf(path)?.read(bytes, {
		limits: context.limits,
		manifests: () => manifests.of(projectOf(path) ?? ""),
		locked: (locked) => {
			const found = foundNpmPackage({ ...locked, path });
			if (found !== undefined) context.add(found);
			else context.report(problemEntry(path, { code: "file-malformed", message: "an entry without a valid name and version" }));
			some ||= found !== undefined;
		},
		unresolved: (what) => context.report({ code: "version-unresolved", message: `${path}: ${what}`, path }),
		ignored: (what) => context.report({ code: "reference-ignored", message: `${path}: ${what}`, path }),
		problem: (problem) => context.report(problemEntry(path, problem)),
	});
	return some;
}
