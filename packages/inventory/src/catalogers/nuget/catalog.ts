import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { fileName } from "../../file-name.ts";
import { problemEntry } from "../../formats/problem.ts";
import { licenseNames } from "../../license-names.ts";
import { addAssemblies, type FoundAssembly } from "./assemblies.ts";
import { addDeps, isDeps } from "./built.ts";
import { NO_DEPS } from "./bundle.ts";
import { CentralVersions } from "./central-versions.ts";
import { declaredFormatOf, isToldElsewhere } from "./declared-formats.ts";
import { DescribedFiles } from "./described-files.ts";
import { readExcerpt } from "./excerpt.ts";
import { addFrameworks, isPlatform } from "./frameworks.ts";
import { foundNuGetPackage } from "./nuget-package.ts";
import { isNuspec, readNuspec } from "./nuspec.ts";
import { declareItem, type ProjectVisitor } from "./project-file.ts";

/**
 * Finds .NET packages.
 *
 * Built: what the `deps.json` of applications list, also inside of applications that are one file; packages that NuGet
 * unpacked; the shared frameworks; and assemblies that none of these tells of, by their version resources.
 *
 * Declared: in a folder, lock and project files are evidence of their own, a project file only where no lock or restore tells what
 * was chosen. In an image they count only where no application is built but the operating system's and .NET's own: what was built
 * says best of what. A file that a package of the operating system brings along says how that package is developed, and never
 * counts in an image.
 */
export function catalogNuGet(context: CatalogContext): void {
	const described = new DescribedFiles();
	const isOwn = ({ path }: FoundFile): boolean => !isPlatform(path) && context.ownerOf(path) === undefined;
	let isBuilt = false;
	for (const file of context.files) {
		if (isNuspec(file.path)) addUnpacked(context, file, described);
		else if (isDeps(fileName(file.path)) && addDeps(context, file, described)) {
			isBuilt ||= isOwn(file);
			context.cover(folderOf(file.path));
		}
	}
	const assemblies = readExcerpts(context, described);
	addFrameworks(context, [...context.files, ...context.excerpts]);
	addAssemblies(context, assemblies, described);
	isBuilt ||= context.excerpts.some(isOwn);
	if (isBuilt && context.subject === "image") return;

	const central = new CentralVersions(context, (item, shared) => {
		declareItem(visitor(context, shared.path), item, { ...shared, shared });
	});
	const paths = new Set(context.files.map(({ path }) => path));
	for (const file of context.files) if (!isToldElsewhere(file.path, paths)) addDeclared(context, file, central);
}

function folderOf(path: string): string {
	return path.slice(0, path.lastIndexOf("/"));
}

/** Adds what bundles list. @returns the assemblies */
function readExcerpts(context: CatalogContext, described: DescribedFiles): readonly FoundAssembly[] {
	const assemblies: FoundAssembly[] = [];
	for (const { path, bytes } of context.excerpts) {
		const excerpt = readExcerpt(bytes);
		context.cover(path);
		if (excerpt.kind === "assembly") assemblies.push({ path, texts: excerpt.texts });
		else if (excerpt.deps !== undefined) addDeps(context, { path, bytes: excerpt.deps }, described);
		else context.report(problemEntry(path, { code: "file-malformed", message: NO_DEPS }));
	}
	return assemblies;
}

/** Adds a package that NuGet unpacked, whose files it tells of. */
function addUnpacked(context: CatalogContext, { path, bytes }: FoundFile, described: DescribedFiles): void {
	const { name, version, licenses, problem } = readNuspec(bytes, context.limits);
	const found = foundNuGetPackage({ name, version, path, licenses: licenseNames(licenses) });
	const folder = folderOf(path);
	described.addFolder(folder);
	context.cover(folder);
	if (found !== undefined) context.add(found);
	if (found === undefined || problem !== undefined) {
		context.report(problemEntry(path, problem ?? { code: "file-malformed", message: "expected a valid id and version" }));
	}
}

function addDeclared(context: CatalogContext, file: FoundFile, central: CentralVersions): void {
	const { path } = file;
	if (context.subject === "image" && context.ownerOf(path) !== undefined) return;

	declaredFormatOf(fileName(path))?.({ ...file, ...visitor(context, path), limits: context.limits, central });
}

function visitor(context: CatalogContext, path: string): ProjectVisitor {
	return {
		declared: (declared, from = path) => {
			const found = foundNuGetPackage({ ...declared, path: from });
			if (found !== undefined) context.add(found);
			else context.report(problemEntry(from, { code: "file-malformed", message: "an entry without a valid name and version" }));
		},
		report: context.report,
	};
}
