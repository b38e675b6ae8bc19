import type { Limits } from "@plimsoll/core";
import { fileName } from "../../file-name.ts";
import type { Problem } from "../../formats/problem.ts";
import { readGradleLock } from "./gradle-lock.ts";
import { readSbtLock } from "./sbt-lock.ts";

/** An artifact that a lock names. */
export interface DeclaredArtifact {
	readonly groupId: unknown;
	readonly artifactId: unknown;
	readonly version: unknown;
	readonly development?: boolean;
}

/** A lock, and who takes what it holds. */
export interface Declaration {
	readonly path: string;
	readonly bytes: Uint8Array;
	readonly limits: Limits;
	declared(artifact: DeclaredArtifact): void;
	problem(problem: Problem): void;
}

/** Reads a lock. */
export type LockReader = (declaration: Declaration) => void;

const FORMATS: ReadonlyMap<string, LockReader> = new Map([
	["gradle.lockfile", readGradleLock],
	["buildscript-gradle.lockfile", readGradleLock],
	["settings-gradle.lockfile", readGradleLock],
	["build.sbt.lock", readSbtLock],
]);

/** The reader for a lock, by its name; undefined for other files. */
export function lockReaderOf(path: string, name: string = fileName(path)): LockReader | undefined {
	if (name.endsWith(".lockfile") && path.endsWith(`/gradle/dependency-locks/${name}`)) return readGradleLock;
	return FORMATS.get(name);
}
