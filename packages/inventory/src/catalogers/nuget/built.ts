import { compareText } from "@plimsoll/core";
import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { fileName } from "../../file-name.ts";
import { foreignHash } from "../../foreign-hash.ts";
import { parseJson } from "../../formats/json.ts";
import { problemEntry } from "../../formats/problem.ts";
import { type DepsLibrary, readDepsJson } from "./deps-json.ts";
import type { DescribedFiles } from "./described-files.ts";
import { foundNuGetPackage, nugetPurl } from "./nuget-package.ts";

const DEPS = ".deps.json";

/** Whether a file is the list of what an application was built with. */
export function isDeps(name: string): boolean {
	return name.endsWith(DEPS);
}

/** Adds what a `deps.json` lists. @returns whether it is one */
export function addDeps(context: CatalogContext, { path, bytes }: Pick<FoundFile, "path" | "bytes">, described: DescribedFiles): boolean {
	const { value, problem } = parseJson(bytes, context.limits);
	const document = problem === undefined ? readDepsJson(value) : undefined;
	if (document === undefined) {
		context.report(problemEntry(path, problem ?? { code: "file-malformed", message: "expected `targets` or `libraries`" }));
		return false;
	}
	described.add(path.slice(0, path.lastIndexOf("/")), document.files);

	// By convention the application's own project has the name of the file.
	const own = fileName(path).replace(/(?:\.deps\.json|\.exe)$/, "");
	const root = document.libraries.find(({ name, type }) => type === "project" && name === own);
	const direct = new Set(root?.needs);
	for (const library of document.libraries) {
		const asked = root === undefined || library === root ? undefined : direct.has(library);
		addLibrary(context, path, library, asked);
	}
	return true;
}

function addLibrary(context: CatalogContext, path: string, library: DepsLibrary, direct: boolean | undefined): void {
	const { name, version, needs } = library;
	const dependsOn = needs.flatMap((needed) => nugetPurl(needed.name, needed.version) ?? []).toSorted(compareText);
	const hash = foreignHash("sha512", "base64", library.hash?.replace(/^sha512-/, ""));
	const found = foundNuGetPackage({ name, version, path, direct, dependsOn, hash });
	if (found !== undefined) context.add(found);
	else context.report(problemEntry(path, { code: "file-malformed", message: "a library without a valid name and version" }));
}
