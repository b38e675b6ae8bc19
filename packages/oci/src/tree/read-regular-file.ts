import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { encodeName } from "../tar/index.ts";

/** Never waits for the other end of a FIFO, never follows a link, never makes a terminal ours. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY;

/**
 * Reads a file of a folder.
 *
 * @param path absolute inside `root`, with no link in it
 * @param size bytes that it had when it was listed; no more are read
 * @returns undefined where it is gone, unreadable or no regular file any more
 */
export async function readRegularFile(root: string, path: string, size: number): Promise<Uint8Array | undefined> {
	try {
		await using handle = await open(encodeName(root + path), FLAGS);
		if (!(await handle.stat()).isFile()) return undefined;

		const bytes = new Uint8Array(size);
		let filled = 0;
		while (filled < size) {
			const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
			if (bytesRead === 0) break;
			filled += bytesRead;
		}
		return filled === size ? bytes : bytes.slice(0, filled);
	} catch (error) {
		if (error instanceof Error && "code" in error) return undefined;
		throw error;
	}
}
