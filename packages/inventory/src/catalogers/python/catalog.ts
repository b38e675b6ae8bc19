import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { fileName } from "../../file-name.ts";
import { problemEntry } from "../../formats/problem.ts";
import type { DeclarationReader } from "./declaration.ts";
import { declaredFormatOf } from "./declared-formats.ts";
import { addEditable, isEditable } from "./editable.ts";
import { installedDistribution, isMetadata } from "./installed.ts";
import { InstalledDistributions } from "./installed-distributions.ts";
import { foundPythonPackage } from "./python-package.ts";
import { readScriptMetadata } from "./script-metadata.ts";
import { addWheel } from "./wheels.ts";

/** What every Python environment has, whoever installed it. */
const INSTALLERS: ReadonlySet<string> = new Set(["pip", "setuptools", "wheel"]);

/**
 * Finds Python packages.
 *
 * Installed: every distribution with metadata, wherever it lies; links to code elsewhere; wheels that lie about.
 *
 * Declared: in a folder, lock, requirements and project files are evidence of their own. In an image they count only where no
 * distribution is installed but what the operating system owns and what installs others (pip, setuptools, wheel). A Python
 * environment has no fixed place relative to its project (a system prefix, a virtual environment, `--target`), so one
 * installed distribution anywhere means that the image was installed into, and that what is installed tells the truth: a
 * lock names extras never asked for, other platforms' wheels and development tools. An image that carries only the lock, to
 * install at start, is told by the lock. A lock that a package of the operating system brings along says how that package is
 * developed, and never counts in an image.
 */
export function catalogPython(context: CatalogContext): void {
	const isInstalledInto = addInstalled(context);
	for (const file of context.excerpts.filter(({ path }) => path.endsWith(".whl"))) addWheel(context, file);
	if (isInstalledInto && context.subject === "image") return;
	for (const file of context.files) addDeclared(context, file, declaredFormatOf(file.path));
	for (const file of context.excerpts.filter(({ path }) => path.endsWith(".py"))) addDeclared(context, file, readScriptMetadata);
}

/** @returns whether something was installed for the image's own sake */
function addInstalled(context: CatalogContext): boolean {
	const metadata = context.files.filter(({ path }) => isMetadata(path));
	const directUrls = context.files.filter(({ path }) => path.endsWith("/direct_url.json"));
	const installed = new InstalledDistributions(
		context,
		metadata.flatMap((file) => installedDistribution(context, file) ?? []),
		new Map(directUrls.map(({ path, bytes }) => [path, bytes])),
	);
	let isInstalledInto = false;
	installed.add((name, path) => {
		const [packages] = /^.*\/(?:site|dist)-packages(?=\/)/.exec(path) ?? [];
		if (packages !== undefined) context.cover(packages);
		isInstalledInto ||= !INSTALLERS.has(name) && !isOperatingSystems(context.ownerOf(path));
	});
	for (const file of context.files) {
		if (isEditable(fileName(file.path))) addEditable(context, file, installed);
	}
	return isInstalledInto;
}

/** Conda owns files as the operating system does, but what it installs was asked for. */
function isOperatingSystems(owner: string | undefined): boolean {
	return owner !== undefined && !owner.startsWith("pkg:conda/");
}

function addDeclared(context: CatalogContext, { path, bytes }: FoundFile, reader: DeclarationReader | undefined): void {
	const { tree, limits, report } = context;
	if (context.subject === "image" && context.ownerOf(path) !== undefined) return;
	reader?.({
		path,
		bytes,
		tree,
		limits,
		declared: (declared, from = path) => {
			const found = foundPythonPackage({ ...declared, path: from });
			if (found !== undefined) context.add(found);
			else report(problemEntry(from, { code: "file-malformed", message: "an entry without a valid name and version" }));
		},
		report,
	});
}
