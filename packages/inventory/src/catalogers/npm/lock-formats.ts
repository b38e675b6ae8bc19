import type { Limits } from "@plimsoll/core";
import { fileName } from "../../file-name.ts";
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

const HIDDEN_LOCK = "/node_modules/.package-lock.json";

/** The reader for a lock file, by its name; undefined for other files, and for locks that packages carry inside them. */
export function lockFormatOf(path: string, name: string = fileName(path)): LockReader | undefined {
	const reader = FORMATS.get(name);
	return reader === undefined || projectOf(path) === undefined ? undefined : reader;
}

/**
 * The folder of the project that a lock file is of. npm keeps one of its own in `node_modules`, and where that folder was
 * moved or renamed its packages speak for themselves; any other lock file there was published with a package, and says what
 * its author had.
 */
export function projectOf(path: string): string | undefined {
	const isHidden = path.endsWith("/.package-lock.json");
	if (isHidden && !path.endsWith(HIDDEN_LOCK)) return undefined;

	const project = isHidden ? path.slice(0, -HIDDEN_LOCK.length) : path.slice(0, path.lastIndexOf("/"));
	return `${project}/`.includes("/node_modules/") ? undefined : project;
}
