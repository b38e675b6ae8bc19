import type { CoverageSink, Limits } from "@plimsoll/core";
import type { WantsFile } from "./file-tree.ts";
import type { SkippedPaths } from "./skipped-paths.ts";

/** How a subject's files are read. */
export interface ReadOptions {
	/** Whether the content of a file will be asked for. */
	readonly wants: WantsFile;
	/** What is passed over, whoever wants it. */
	readonly skipped?: SkippedPaths;
	readonly limits: Limits;
	/** Told what could not be read. */
	readonly report: CoverageSink;
	/** Ends the reading, which then fails with the signal's reason. */
	readonly signal?: AbortSignal;
	/** Told how many bytes were read so far, and of how many, where that is known. */
	readonly onProgress?: (bytes: number, total: number | undefined) => void;
}

/** Whether the content of a file will be asked for, what is passed over left aside. */
export function wantsOf({ wants, skipped }: Pick<ReadOptions, "wants" | "skipped">): WantsFile {
	return skipped === undefined ? wants : (path) => wants(path) && !skipped.file(path);
}
