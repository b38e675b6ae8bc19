import type { CoverageEntry, Limits } from "@plimsoll/core";
import type { FoundFile } from "../../cataloger.ts";
import { fileName } from "../../file-name.ts";
import type { CentralVersions } from "./central-versions.ts";
import type { NuGetPackage } from "./nuget-package.ts";
import { readPackagesConfig } from "./packages-config.ts";
import { readPackagesLock } from "./packages-lock.ts";
import { readProjectAssets } from "./project-assets.ts";
import { readProjectFile } from "./project-file.ts";

/** A lock or project file, and who takes what it holds. */
export interface Declaration extends FoundFile {
	readonly limits: Limits;
	readonly central: CentralVersions;
	/** @param path the file that names it, where it is not the declaration itself */
	declared(declared: Omit<NuGetPackage, "path">, path?: string): void;
	report(entry: CoverageEntry): void;
}

/** Reads a lock or project file. */
export type DeclarationReader = (declaration: Declaration) => void;

const FORMATS: ReadonlyMap<string, DeclarationReader> = new Map<string, DeclarationReader>([
	["packages.lock.json", readPackagesLock],
	["packages.config", readPackagesConfig],
	["project.assets.json", readProjectAssets],
]);

const PROJECT = /\.(?:cs|fs|vb)proj$/;

/** The reader for a lock or project file, by its name; undefined for other files. */
export function declaredFormatOf(name: string): DeclarationReader | undefined {
	if (PROJECT.test(name)) return readProjectFile;
	return FORMATS.get(/^packages\..+\.lock\.json$/.test(name) ? "packages.lock.json" : name);
}

/** Whether a file sets the versions of many projects at once. */
export function isCentralVersions(name: string): boolean {
	return name === "Directory.Packages.props";
}

/**
 * Whether a file is a project's that another file tells of in full, versions that were chosen included: a lock beside it, or what
 * a build left below it.
 *
 * @param paths of all the files there are
 */
export function isToldElsewhere(path: string, paths: ReadonlySet<string>): boolean {
	const name = fileName(path);
	if (!PROJECT.test(name)) return false;
	const folder = path.slice(0, -name.length);
	return ["packages.lock.json", "obj/project.assets.json", `packages.${name.replace(PROJECT, "")}.lock.json`].some((told) =>
		paths.has(`${folder}${told}`),
	);
}
