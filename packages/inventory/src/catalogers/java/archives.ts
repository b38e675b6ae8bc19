import type { CatalogContext } from "../../cataloger.ts";
import { namesListed } from "../../names-listed.ts";
import { ArchiveDependencies } from "./archive-dependencies.ts";
import { type ArchiveExcerpt, excerptArchive } from "./archive-excerpt.ts";
import { parseArchiveExcerpt } from "./archive-excerpt-json.ts";
import { archiveKind } from "./archive-kind.ts";
import { type ArchivePackage, ArchivePackages, type Doubts } from "./archive-packages.ts";
import { addNativeSbom } from "./native-sbom.ts";

/**
 * Adds the packages of all archives and of those inside them.
 *
 * @returns whether there are any beside those of the operating system's packages
 */
export function addArchives(context: CatalogContext): boolean {
	const packages: ArchivePackage[] = [];
	const runtimes = new Set<string>();
	let isInstalled = false;
	for (const { path, excerpt } of excerptsOf(context)) {
		if (excerpt.sbom !== undefined) addNativeSbom(context, path, excerpt.sbom);
		const found = new ArchivePackages(path, excerpt, context.javaIndex);
		for (const one of found.packages) packages.push(one);
		isInstalled ||= (found.packages.length > 0 || excerpt.sbom !== undefined) && context.ownerOf(path) === undefined;
		if (path.endsWith(".jmod")) runtimes.add(path.slice(0, path.lastIndexOf("/")));
		else reportProblems(context, path, excerpt);
		reportDoubts(context, path, found);
	}
	for (const path of runtimes) {
		context.report({ code: "archive-unread", message: `${path}: modules of a Java runtime, which are not looked into`, path });
	}

	const dependencies = new ArchiveDependencies(packages);
	for (const one of packages) {
		const dependsOn = dependencies.of(one);
		context.add(dependsOn.length === 0 ? one.found : { ...one.found, dependsOn });
	}
	return isInstalled;
}

/** What was kept of archives while they passed; those that only a link names so did not, and are looked into now. */
function* excerptsOf({ excerpts, files, limits }: CatalogContext): Generator<{ readonly path: string; readonly excerpt: ArchiveExcerpt }> {
	const passed = new Set(excerpts.map(({ path }) => path));
	for (const { path, bytes } of excerpts) yield { path, excerpt: parseArchiveExcerpt(bytes) };
	for (const { path, entry, bytes } of files) {
		const kind = archiveKind(path);
		if (kind !== undefined && !passed.has(entry.path)) yield { path, excerpt: excerptArchive(bytes, kind, limits) };
	}
}

function reportProblems({ report }: CatalogContext, path: string, { problems }: ArchiveExcerpt): void {
	for (const { path: inside, message, ...problem } of problems) {
		const where = inside === "" ? path : `${path}:${inside}`;
		report({ ...problem, message: `${where}: ${message}`, path });
	}
}

function reportDoubts({ report }: CatalogContext, path: string, { guessed, unknown, incomplete }: Doubts): void {
	for (const { path: where, project } of incomplete) {
		const { groupId = "?", artifactId = "?", version = "?", folder } = project;
		const message = `${where}: ${folder} names no whole coordinates (${groupId}:${artifactId}:${version})`;
		report({ code: "file-malformed", message, path });
	}
	if (guessed.length > 0) {
		const message = `${path}: told by manifest and file name, not by Maven's own files: ${namesListed(guessed)}`;
		report({ code: "identity-guessed", message, path });
	}
	if (unknown.length > 0) {
		const message = `${path}: neither name and version in a manifest nor a file name with both: ${namesListed(unknown)}`;
		report({ code: "identity-unknown", message, path });
	}
}
