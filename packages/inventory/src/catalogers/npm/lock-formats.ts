import type { Limits } from "@plimsoll/core";
import type { Problem } from "../../formats/problem.ts";
import { readPackageLock } from "./package-lock.ts";
import { readPnpmLock } from "./pnpm-lock.ts";
import { readYarnLock } from "./yarn-lock.ts";

/** A package that a lock file names. */
export interface LockedPackage {
	readonly name: unknown;
	readonly version: unknown;
	readonly licenses?: readonly string[];
	readonly direct?: boolean | undefined;
	readonly development?: boolean | undefined;
}

/** Takes what a lock file holds. */
export interface LockVisitor {
	readonly limits: Limits;
	locked(locked: LockedPackage): void;
	/** A dependency whose version the lock does not say, such as a git address. */
	unresolved(what: string): void;
	problem(problem: Problem): void;
}

/** Reads a lock file. */
export type LockReader = (bytes: Uint8Array, visitor: LockVisitor) => void;

const FORMATS: ReadonlyMap<string, LockReader> = new Map<string, LockReader>([
	["package-lock.json", readPackageLock],
	["npm-shrinkwrap.json", readPackageLock],
	[".package-lock.json", readPackageLock],
	["yarn.lock", readYarnLock],
	["pnpm-lock.yaml", readPnpmLock],
]);

/** The reader for a lock file, by its name; undefined for other files, and for locks that packages carry inside them. */
export function lockFormatOf(path: string): LockReader | undefined {
	const reader = FORMATS.get(path.slice(path.lastIndexOf("/") + 1));
	return reader === undefined || projectOf(path) === undefined ? undefined : reader;
}

/**
 * The folder of the project that a lock file is of. npm keeps one of its own in `node_modules`; any other lock file there
 * was published with a package, and says what its author had.
 */
export function projectOf(path: string): string | undefined {
	const folder = path.slice(0, path.lastIndexOf("/"));
	const project = path.endsWith("/node_modules/.package-lock.json") ? folder.slice(0, -"/node_modules".length) : folder;
	return `${project}/`.includes("/node_modules/") ? undefined : project;
}
