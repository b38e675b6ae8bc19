import type { CoverageSink, Limits } from "@plimsoll/core";
import type { TakesExcerpt } from "../layer/index.ts";
import type { WantsFile } from "./file-tree.ts";
import type { SharedLayers } from "./shared-layers.ts";

/** How a subject's files are read. */
export interface ReadOptions {
	/** Whether the content of a file will be asked for. */
	readonly wants: WantsFile;
	/** Asks for excerpts of files, kept in the place of their content; none unless given. */
	readonly excerpts?: TakesExcerpt;
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
