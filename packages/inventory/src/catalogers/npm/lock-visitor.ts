import type { Hash, Limits } from "@plimsoll/core";
import type { Problem } from "../../formats/problem.ts";
import type { Value } from "../../formats/value.ts";

/** What a lock file says a package is; both may be anything. */
export interface PackageIdentity {
	readonly name: unknown;
	readonly version: unknown;
	/** The registry that the name belongs to, where it is not npm's. */
	readonly repositoryUrl?: string;
}

/** A package that a lock file names. */
export interface LockedPackage extends PackageIdentity {
	readonly licenses?: readonly string[];
	readonly direct?: boolean | undefined;
	readonly development?: boolean | undefined;
	/** Of the archive that the registry serves. */
	readonly hashes?: readonly Hash[];
	readonly dependsOn?: readonly PackageIdentity[];
	/** The package that brings it along in its own archive. */
	readonly containedIn?: PackageIdentity | undefined;
}

/** Takes what a lock file holds. */
export interface LockVisitor {
	readonly limits: Limits;
	/** The `package.json` of the project and its workspaces' members, as far as they can be read. */
	manifests(): readonly Value[];
	locked(locked: LockedPackage): void;
	/** A dependency whose version the lock does not say, such as a git address. */
	unresolved(what: string): void;
	/** A dependency that is no package of a registry. */
	ignored(what: string): void;
	problem(problem: Problem): void;
}

/** Reads a lock file. */
export type LockReader = (bytes: Uint8Array, visitor: LockVisitor) => void;
