import type { CoverageEntry, Limits } from "@plimsoll/core";
import type { FileTree } from "@plimsoll/oci";
import { fileName } from "../../file-name.ts";
import { readPipfileLock } from "./pipfile-lock.ts";
import { readPoetryLock } from "./poetry-lock.ts";
import { readPylock } from "./pylock.ts";
import { readRequirements } from "./requirements.ts";
import { readUvLock } from "./uv-lock.ts";

/** A distribution that a lock or requirements file names. */
export interface DeclaredPackage {
	readonly name: unknown;
	readonly version: unknown;
	readonly direct?: boolean | undefined;
	readonly development?: boolean | undefined;
}

/** A lock or requirements file, and who takes what it holds. */
export interface Declaration {
	readonly path: string;
	readonly bytes: Uint8Array;
	readonly tree: FileTree;
	readonly limits: Limits;
	/** @param path the file that names it, where it is not the declaration itself but one that it includes */
	declared(declared: DeclaredPackage, path?: string): void;
	report(entry: CoverageEntry): void;
}

/** Reads a lock or requirements file. */
export type DeclarationReader = (declaration: Declaration) => void;

const FORMATS: ReadonlyMap<string, DeclarationReader> = new Map<string, DeclarationReader>([
	["Pipfile.lock", readPipfileLock],
	["poetry.lock", readPoetryLock],
	["uv.lock", readUvLock],
	["pylock.toml", readPylock],
]);

/** The reader for a lock or requirements file, by its name; undefined for other files. */
export function declaredFormatOf(path: string, name: string = fileName(path)): DeclarationReader | undefined {
	if (name.endsWith(".txt")) return isRequirements(path, name) ? readRequirements : undefined;
	if (name.startsWith("pylock.") && name.endsWith(".toml")) return readPylock;
	return FORMATS.get(name);
}

/** `requirements.txt`, `requirements-dev.txt`, `dev-requirements.txt`, `requirements/base.txt`; not what a package brings along. */
function isRequirements(path: string, name: string): boolean {
	return (
		(/^(?:.+[-_.])?requirements(?:[-_.].+)?$/i.test(name) || path.endsWith(`/requirements/${name}`)) &&
		!path.includes(".dist-info/") &&
		!path.includes(".egg-info/")
	);
}
