import type { Limits } from "@plimsoll/core";
import type { FileHeading, TakesExcerpt } from "@plimsoll/oci";
import type { Cataloger } from "../cataloger.ts";
import { BufferPool } from "./buffer-pool.ts";
import { ExecutableReader } from "./executable-reader.ts";

/** Smaller than what any compiler that tells of packages makes. */
const MIN_EXECUTABLE_BYTES = 4096;

/** By name, where a file system has no mode that says so, and for libraries, which need none. */
const EXECUTABLE_NAME = /\.(?:exe|dll|node|dylib|so(?:\.[0-9.]+)?)$/i;

/**
 * Takes excerpts of executables, for the catalogers that look into them. In an image every file is looked at, by its first
 * bytes; in a folder, where each look is a file to open, those that are executable by mode or by name.
 */
export function executableExcerpts(
	catalogers: readonly Cataloger[],
	{ subject, limits }: { readonly subject: "image" | "directory"; readonly limits: Limits },
): TakesExcerpt {
	const reading = {
		catalogers: catalogers.filter(({ executables }) => executables !== undefined),
		pool: new BufferPool(),
		maxHeldBytes: limits.maxFileBytes,
	};
	return (file) => {
		if (file.size < MIN_EXECUTABLE_BYTES || reading.catalogers.length === 0) return undefined;
		return subject === "image" || isNamedExecutable(file) ? new ExecutableReader(file.size, reading) : undefined;
	};
}

function isNamedExecutable({ mode, path }: FileHeading): boolean {
	return (mode & 0o111) !== 0 || EXECUTABLE_NAME.test(path);
}
