import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { ExcerptReader, FileHeading } from "../layer/index.ts";
import { encodeName } from "../tar/index.ts";

/** Never waits for the other end of a FIFO, never follows a link, never makes a terminal ours. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY;
/** Enough to see of most files that they are of no interest. */
const FIRST_PIECE = 4096;
const PIECE = 256 * 1024;

/**
 * Reads a file of a folder.
 *
 * @param path absolute inside `root`, with no link in it
 * @param size bytes that it had when it was listed; no more are read
 * @returns undefined where it is gone, unreadable or no regular file any more
 */
export async function readRegularFile(root: string, path: string, size: number): Promise<Uint8Array | undefined> {
	return useRegularFile(root + path, async (handle) => {
		const bytes = new Uint8Array(size);
		let filled = 0;
		while (filled < size) {
			const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
			if (bytesRead === 0) break;
			filled += bytesRead;
		}
		return filled === size ? bytes : bytes.slice(0, filled);
	});
}

/** Passes a file of a folder to a reader, as {@link readRegularFile} would read it, and gives its excerpt. */
export async function readExcerpt(root: string, { path, size }: FileHeading, reader: ExcerptReader): Promise<Uint8Array | undefined> {
	const isRead = await useRegularFile(root + path, async (handle) => {
		const piece = new Uint8Array(Math.min(size, PIECE));
		for (let at = 0; at < size; ) {
			const { bytesRead } = await handle.read(piece, 0, Math.min(at === 0 ? FIRST_PIECE : PIECE, size - at), at);
			if (bytesRead === 0) return false;
			if (!reader.push(piece.subarray(0, bytesRead))) break;
			at += bytesRead;
		}
		return true;
	});
	return isRead === true ? reader.end() : reader.unread?.();
}

async function useRegularFile<T>(file: string, use: (handle: FileHandle) => Promise<T>): Promise<T | undefined> {
	try {
		await using handle = await open(encodeName(file), FLAGS);
		return (await handle.stat()).isFile() ? await use(handle) : undefined;
	} catch (error) {
		if (error instanceof Error && "code" in error) return undefined;
		throw error;
	}
}
