import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { foundNuGetPackage } from "./nuget-package.ts";

/** The frameworks that applications share, by folder: `shared/Microsoft.NETCore.App/8.0.1/…`. */
const FRAMEWORK = /^(.*\/shared\/(Microsoft\.(?:NETCore|AspNetCore|WindowsDesktop)\.App)\/(\d[^/]*))\/[^/]+$/;

/** What comes with .NET itself, so that it does not tell that an application is there. */
const PLATFORM = /\/(?:shared\/Microsoft\.[^/]+|sdk|packs\/[^/]+)\/\d[^/]*\//;

/** Whether a file is .NET's own, not an application's. */
export function isPlatform(path: string): boolean {
	return PLATFORM.test(path);
}

/** Whether a file is part of a shared framework. */
export function isFramework(path: string): boolean {
	return FRAMEWORK.test(path);
}

/** Adds the shared frameworks that files lie in, by the names of their folders. */
export function addFrameworks(context: CatalogContext, files: readonly FoundFile[]): void {
	const seen = new Set<string>();
	for (const { path } of files) {
		const [, folder, name, version] = FRAMEWORK.exec(path) ?? [];
		if (folder === undefined || seen.has(folder)) continue;
		seen.add(folder);
		const found = foundNuGetPackage({ name, version, path });
		if (found !== undefined) context.add(found);
	}
}
