import type { CoverageSink, Limits } from "@plimsoll/core";
import type { TakesExcerpt } from "../layer/index.ts";
import type { WantsFile } from "./file-tree.ts";
import type { SharedLayers } from "./shared-layers.ts";
import type { SkippedPaths } from "./skipped-paths.ts";

/** How a subject's files are read. */
export interface ReadOptions {
	/** Whether the content of a file will be asked for. */
	readonly wants: WantsFile;
	/** Asks for excerpts of files, kept in the place of their content; none unless given. */
	readonly excerpts?: TakesExcerpt;
	/** What is passed over, whoever wants it. */
	readonly skipped?: SkippedPaths;
	readonly limits: Limits;
	/** Analyses of layers that other images share; read with the same `wants`, `excerpts` and `limits`. */
	readonly shared?: SharedLayers;
	/** Told what could not be read. */
	readonly report: CoverageSink;
	/** Ends the reading, which then fails with the signal's reason. */
	readonly signal?: AbortSignal;
	/** Told how many bytes were read so far, and of how many, where that is known. */
	readonly onProgress?: (bytes: number, total: number | undefined) => void;
}

/** Whether the content of a file will be asked for, what is passed over left aside. */
export function wantsOf({ wants, skipped }: Pick<ReadOptions, "wants" | "skipped">): WantsFile {
	return skipped === undefined ? wants : (path, isMissed) => wants(path, isMissed) && !skipped.file(path);
}

/** What excerpts are taken of, all told. */
export function excerptsOf({ excerpts, skipped }: Pick<ReadOptions, "excerpts" | "skipped">): TakesExcerpt | undefined {
	if (excerpts === undefined || skipped === undefined) return excerpts;
	return (file) => (skipped.file(file.path) ? undefined : excerpts(file));
}
