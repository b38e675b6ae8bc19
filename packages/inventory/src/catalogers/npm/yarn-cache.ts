import type { ExcerptReader } from "@plimsoll/oci";
import type { CatalogContext, FoundFile, PassingFile } from "../../cataloger.ts";
import { archivedFileReader, parseArchivedFile } from "../../excerpts/archived-file.ts";
import { problemEntry } from "../../formats/problem.ts";
import { readManifest } from "./installed.ts";
import { isAtTopOfPackage } from "./module-paths.ts";
import { foundNpmPackage } from "./npm-package.ts";

const CACHE = "/.yarn/cache/";

/** Reads archives of yarn's cache that pass by in an image: with Plug'n'Play packages are never unpacked. */
export function readCachedArchive(passing: PassingFile): ExcerptReader | undefined {
	const { path } = passing.file;
	if (passing.subject === "directory" || !path.endsWith(".zip") || !path.includes(CACHE)) return undefined;
	return archivedFileReader(passing, (name) => name.endsWith("/package.json") && isAtTopOfPackage(`/${name}`));
}

/** The folder of the project that an archive of the cache is of. */
export function projectOfCache(path: string): string {
	return path.slice(0, path.lastIndexOf(CACHE));
}

/** Says that the package in an archive of yarn's cache was found. */
export function addCached(context: CatalogContext, { path: container, bytes }: FoundFile): void {
	const { value: archived, problem } = parseArchivedFile(bytes);
	if (archived === undefined) {
		context.report(problemEntry(container, problem));
		return;
	}
	const path = `${container}:${archived.name}`;
	const manifest = readManifest(archived.bytes, context.limits);
	const found = manifest.value && foundNpmPackage({ ...manifest.value, path });
	if (found !== undefined) context.add({ ...found, container });
	else
		context.report({
			...problemEntry(path, manifest.problem ?? { code: "file-malformed", message: "expected a name and a version" }),
			path: container,
		});
}
