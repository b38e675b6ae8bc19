import type { CoverageEntry, LimitName, Limits } from "@plimsoll/core";

/** Why a document could not be read. */
export interface Problem {
	readonly code: "file-malformed" | "file-limit" | "file-unreadable";
	/** Continues the sentence "PATH: …". */
	readonly message: string;
	readonly limit?: LimitName;
}

/** A parsed document, or why there is none. */
export type Parsed<T> = { readonly value: T; readonly problem?: undefined } | { readonly value?: undefined; readonly problem: Problem };

/** The coverage entry for a file that could not be read. */
export function problemEntry(path: string, problem: Problem): CoverageEntry {
	return { ...problem, message: `${path}: ${problem.message}`, path };
}

/** A line that is longer than the limit. */
export function tooLong(line: number, limits: Limits): Problem {
	return { code: "file-limit", message: `line ${line} is longer than ${limits.maxLineBytes} bytes`, limit: "maxLineBytes" };
}

/** A document that is nested more deeply than the limit. */
export function tooDeep(format: string, { maxDepth }: Limits): Problem {
	return { code: "file-limit", message: `${format} nested more than ${maxDepth} deep`, limit: "maxDepth" };
}

/** What a table of TOML, or a mapping of YAML, counts for beside the values in it: it takes about as much memory. */
export const VALUES_OF_A_TABLE = 4;

/** A document of more values than the limit: small as they are in the file, each takes many times that in memory. */
export function tooMany(format: string, { maxValues }: Limits): Problem {
	return { code: "file-limit", message: `${format} of more than ${maxValues} values`, limit: "maxValues" };
}
