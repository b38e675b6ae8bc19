import type { CatalogContext } from "../../cataloger.ts";
import { namesListed } from "../../names-listed.ts";
import { type AssemblyTexts, assemblyName, assemblyVersion } from "./assembly.ts";
import type { DescribedFiles } from "./described-files.ts";
import { isFramework } from "./frameworks.ts";
import { foundNuGetPackage } from "./nuget-package.ts";

/** Descriptions of assemblies for compilers, and Windows' own files. */
const NOT_PACKAGES = /\/packs\/[^/]+\.Ref\/|\/ref\/[^/]+$|^(?:\/Files)?\/Windows\//i;

/** An assembly that tells of itself. */
export interface FoundAssembly {
	readonly path: string;
	readonly texts: AssemblyTexts;
}

/**
 * Adds the assemblies that no list tells of, by their version resources. These are written for people: that the name is the
 * package's, and the version too, is concluded, and said. One that nothing can be concluded of is said as well.
 */
export function addAssemblies(context: CatalogContext, assemblies: readonly FoundAssembly[], described: DescribedFiles): void {
	const guessed = new Map<string, string[]>();
	const unknown = new Map<string, string[]>();
	for (const { path, texts } of assemblies) {
		if (described.has(path) || isFramework(path) || NOT_PACKAGES.test(path)) continue;

		const found = foundNuGetPackage({ name: assemblyName(texts, path), version: assemblyVersion(texts), path });
		if (found !== undefined) context.add(found);
		const slash = path.lastIndexOf("/");
		const told = found === undefined ? unknown : guessed;
		told.getOrInsertComputed(path.slice(0, slash) || "/", () => []).push(path.slice(slash + 1));
	}
	for (const [folder, names] of guessed) {
		const message = `${folder}: told by their version resources, since no deps.json tells of them: ${namesListed(names)}`;
		context.report({ code: "identity-guessed", message, path: folder });
	}
	for (const [folder, names] of unknown) {
		const message = `${folder}: no deps.json tells of them, and their version resources have no version: ${namesListed(names)}`;
		context.report({ code: "identity-unknown", message, path: folder });
	}
}
