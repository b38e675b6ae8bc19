import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { isSystemError, messageOf } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { type ByteReading, ChunkMemory } from "./chunk-memory.ts";

/** Large enough to cost few system calls, small enough to stay in a processor's cache while it is inflated and hashed. */
const CHUNK_BYTES = 256 * 1024;

/** A part of a file. */
export interface ByteRange {
	readonly offset: number;
	readonly length: number;
}

/** A file of this machine that is open for reading. */
export interface OpenFile {
	readonly handle: FileHandle;
	readonly size: number;
}

/**
 * Opens a regular file and nothing else: never waits for the other end of a FIFO, and never touches a device (which reading,
 * or even opening, can set in motion).
 *
 * @param place an absolute path whose links have been followed
 * @param path the same for messages, as the user knows it
 * @throws {@link OciError} `blob-not-a-file`, `blob-missing`, `target-unreadable`
 */
export async function openRegularFile(place: string, path: string): Promise<OpenFile> {
	let handle: FileHandle;
	try {
		handle = await open(place, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY);
	} catch (error) {
		throw openError(path, error);
	}
	try {
		const stats = await handle.stat();
		if (!stats.isFile()) throw notAFile(path);
		return { handle, size: stats.size };
	} catch (error) {
		await handle.close();
		throw error instanceof OciError ? error : openError(path, error);
	}
}

/** The error for what is there but is no regular file. */
export function notAFile(path: string): OciError {
	return new OciError("blob-not-a-file", `${path} is not a regular file`, { path });
}

/** The error for what the operating system does not let us read. */
export function unreadable(path: string, cause: unknown): OciError {
	return new OciError("target-unreadable", `${path} cannot be read: ${messageOf(cause)}`, { path, cause });
}

/**
 * The bytes of a part of a file, in order and exactly as many as asked for. Does not move the file's own position, so that
 * several parts can be read at the same time.
 *
 * @throws {@link OciError} `size-mismatch` when the file ends early; `target-unreadable`
 */
export async function* readRange(
	handle: FileHandle,
	path: string,
	range: ByteRange,
	{ signal, held }: ByteReading = {},
): AsyncGenerator<Uint8Array, void, undefined> {
	const memory = new ChunkMemory(held);
	const begin = (at: number): Promise<Uint8Array> => {
		const chunk = fill(handle, path, memory.next(Math.min(CHUNK_BYTES, range.length - at)), range.offset + at);
		// Whoever awaits it sees its failure; a reader that stops early never does.
		chunk.catch(() => {});
		return chunk;
	};
	let ahead = begin(0);
	for (let done = 0; done < range.length; ) {
		signal?.throwIfAborted();
		const chunk = await ahead;
		if (chunk.length === 0) throw endsEarly(path, range.length, done);
		done += chunk.length;
		// Read ahead, so that the disk and the reader work at the same time.
		if (done < range.length) ahead = begin(done);
		yield chunk;
	}
}

/** The bytes at an offset: fewer than asked for only where the file ends. */
export function readAt(handle: FileHandle, path: string, range: ByteRange): Promise<Uint8Array> {
	return fill(handle, path, Buffer.allocUnsafeSlow(range.length), range.offset);
}

/** The error for a file that is shorter than was said. */
export function endsEarly(path: string, expected: number, found: number): OciError {
	return new OciError("size-mismatch", `${path} has ${found} bytes where ${expected} are expected`, { path });
}

async function fill(handle: FileHandle, path: string, buffer: Buffer, offset: number): Promise<Uint8Array> {
	let filled = 0;
	try {
		while (filled < buffer.length) {
			const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, offset + filled);
			if (bytesRead === 0) break;
			filled += bytesRead;
		}
	} catch (error) {
		throw unreadable(path, error);
	}
	return buffer.subarray(0, filled);
}

function openError(path: string, error: unknown): OciError {
	if (isSystemError(error, "ENOENT", "ENOTDIR")) return new OciError("blob-missing", `${path} is not there`, { path, cause: error });
	// A socket cannot be opened (ENXIO), and a link at this place was not there a moment ago (ELOOP).
	if (isSystemError(error, "ENXIO", "ELOOP", "ENODEV")) return notAFile(path);
	return unreadable(path, error);
}
