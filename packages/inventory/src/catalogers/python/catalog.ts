import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { declaredFormatOf } from "./declared-formats.ts";
import { installedDistribution, isMetadata } from "./installed.ts";
import { foundPythonPackage } from "./python-package.ts";

/** What every Python environment has, whoever installed it. */
const INSTALLERS: ReadonlySet<string> = new Set(["pip", "setuptools", "wheel"]);

/**
 * Finds Python packages.
 *
 * Installed: every distribution with metadata, wherever it lies.
 *
 * Declared: in a folder, lock and requirements files are evidence of their own. In an image they count only where no
 * distribution is installed but what the operating system owns and what installs others (pip, setuptools, wheel). A Python
 * environment has no fixed place relative to its project (a system prefix, a virtual environment, `--target`), so one
 * installed distribution anywhere means that the image was installed into, and that what is installed tells the truth: a
 * lock names extras never asked for, other platforms' wheels and development tools. An image that carries only the lock, to
 * install at start, is told by the lock. A lock that a package of the operating system brings along says how that package is
 * developed, and never counts in an image.
 */
export function catalogPython(context: CatalogContext): void {
	let installed = false;
	for (const file of context.files) {
		if (isMetadata(file.path)) installed = addInstalled(context, file) || installed;
	}
	if (installed && context.subject === "image") return;
	for (const file of context.files) {
		if (!isMetadata(file.path) && !isShipped(context, file.path)) addDeclared(context, file);
	}
}

function isShipped({ subject, ownerOf }: CatalogContext, path: string): boolean {
	return subject === "image" && ownerOf(path) !== undefined;
}

/** @returns whether it was installed for the image's own sake */
function addInstalled(context: CatalogContext, file: FoundFile): boolean {
	const found = installedDistribution(context, file);
	if (found === undefined) return false;

	context.add(found);
	const [packages] = /^.*\/(?:site|dist)-packages(?=\/)/.exec(file.path) ?? [];
	if (packages !== undefined) context.cover(packages);
	return !INSTALLERS.has(found.name) && context.ownerOf(file.path) === undefined;
}

function addDeclared(context: CatalogContext, { path, bytes }: FoundFile): void {
	const { tree, limits, report } = context;
	declaredFormatOf(path)?.({
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
