import type { LimitName, Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { StoredFile } from "./file-set.ts";

/** How a file is read as a whole. */
export interface WholeFileOptions {
	readonly limits: Limits;
	/** The limit on its size. */
	readonly limit: LimitName;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a file that is small by its nature.
 *
 * @throws {@link OciError} `limit-exceeded` when it is not small, before any of it is read; and as reading does
 */
export async function readWhole(file: StoredFile, options: WholeFileOptions): Promise<Uint8Array> {
	refuseLarge(file.path, file.size, options);

	const chunks: Uint8Array[] = [];
	for await (const chunk of file.read({ signal: options.signal })) chunks.push(chunk);
	return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** Refuses what is larger, or said to be larger, than a limit. */
export function refuseLarge(path: string, size: number, { limits, limit }: WholeFileOptions): void {
	if (size <= limits[limit]) return;
	throw new OciError("limit-exceeded", `${path} has ${size} bytes, more than the limit of ${limits[limit]} (${limit})`, { path, limit });
}
