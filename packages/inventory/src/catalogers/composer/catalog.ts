import { posix } from "node:path";
import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { textField, type Value } from "../../formats/value.ts";
import { composerName, foundComposerPackage } from "./composer-package.ts";
import { type ListedPackage, readInstalled, readLock } from "./lists.ts";
import { type Project, Projects } from "./project.ts";
import { Requirements } from "./required.ts";

const INSTALLED = "/composer/installed.json";
const LOCK = "/composer.lock";

/**
 * Finds Composer's packages.
 *
 * Installed: what a `vendor/composer/installed.json` lists; in an image only those whose folder is still there.
 *
 * Locked: in a folder, lock files are evidence of their own. In an image they count only where the project they are of has no
 * list of installed packages. A lock inside a vendor folder came with a package, and one that a package of the operating
 * system brings along with that: both say how it is developed, and never count.
 */
export function catalogComposer(context: CatalogContext): void {
	const projects = new Projects(context);
	const vendors = new Set<string>();
	for (const file of context.files) if (file.path.endsWith(INSTALLED)) addInstalled(context, file, projects, vendors);
	for (const file of context.files) {
		if (file.path.endsWith(LOCK) && counts(context, file.path, projects, vendors)) addLocked(context, file, projects);
	}
}

function addInstalled(context: CatalogContext, file: FoundFile, projects: Projects, vendors: Set<string>): void {
	const packages = readInstalled(context, file);
	if (packages === undefined) return;

	const vendor = file.path.slice(0, -INSTALLED.length);
	vendors.add(vendor);
	const present = packages.filter(({ entry }) => context.subject === "directory" || isThere(context, file.path, entry));
	addAll(context, file.path, present, { project: projects.at(posix.dirname(vendor).replace(/^\/$/, "")), vendor });
}

/** Composer 1 does not say where packages lie; some of them lie nowhere, and only require others. */
function isThere({ tree }: CatalogContext, list: string, entry: Value): boolean {
	const path = installPath(list, entry);
	return path === undefined || tree.lstat(path) !== undefined;
}

function installPath(list: string, entry: Value): string | undefined {
	const path = textField(entry, "install-path");
	return path === undefined ? undefined : posix.resolve(posix.dirname(list), path);
}

/** Whether a lock tells of packages that nothing else tells of. */
function counts(context: CatalogContext, path: string, projects: Projects, vendors: ReadonlySet<string>): boolean {
	const project = path.slice(0, -LOCK.length);
	for (let folder = project; folder !== ""; folder = folder.slice(0, folder.lastIndexOf("/"))) if (vendors.has(folder)) return false;
	if (context.subject === "directory") return true;
	return context.ownerOf(path) === undefined && !vendors.has(projects.at(project)?.vendor ?? `${project}/vendor`);
}

function addLocked(context: CatalogContext, file: FoundFile, projects: Projects): void {
	const project = projects.at(file.path.slice(0, -LOCK.length));
	addAll(context, file.path, readLock(context, file) ?? [], { project, vendor: undefined });
}

function addAll(
	context: CatalogContext,
	path: string,
	packages: readonly ListedPackage[],
	{ project, vendor }: { readonly project: Project | undefined; readonly vendor: string | undefined },
): void {
	const requirements = new Requirements(packages.map(({ entry }) => entry));
	for (const { entry, development } of packages) {
		const name = composerName(entry) ?? "";
		const folder = vendor === undefined ? undefined : (installPath(path, entry) ?? `${vendor}/${name}`);
		const found = foundComposerPackage(entry, {
			path,
			broughtBy: folder === undefined ? undefined : `${folder}/composer.json`,
			direct: project?.direct.has(name),
			development,
			dependsOn: requirements.of(entry),
		});
		if (found !== undefined) context.add(found);
		else context.report(problemEntry(path, { code: "file-malformed", message: "an entry without a valid name and version" }));
	}
}
