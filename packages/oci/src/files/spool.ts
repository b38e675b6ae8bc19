import type { FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { addAbortSignal, type Readable } from "node:stream";
import { type Limits, messageOf } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { type OpenFile, unreadable } from "./regular-file.ts";
import { openTemporaryFile } from "./temporary-file.ts";

/** What is known of a stream. */
export interface SpoolOptions {
	/** What it is, for messages. */
	readonly name: string;
	readonly limits: Limits;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Puts a stream into a file without a name in the folder for temporary files (`TMPDIR`): what lists the layers of an image comes
 * anywhere in a tar, and some files of a layer are found only after all layers are known. The file is gone when it is closed, or when
 * the process ends in whatever way. The stream is read to its end, or destroyed.
 *
 * @throws {@link OciError} `limit-exceeded` (`maxSpooledBytes`), `temporary-unwritable`, `target-unreadable` where the stream fails
 */
export async function spool(stream: Readable, options: SpoolOptions): Promise<OpenFile> {
	const { signal } = options;
	if (signal !== undefined) addAbortSignal(signal, stream);
	try {
		const handle = await openTemporaryFile(tmpdir()).catch((error: unknown) => {
			throw unwritable(options, error);
		});
		return await fill(handle, stream, options);
	} catch (error) {
		signal?.throwIfAborted();
		throw error instanceof OciError ? error : unreadable(options.name, error);
	} finally {
		stream.destroy();
	}
}

async function fill(handle: FileHandle, stream: Readable, options: SpoolOptions): Promise<OpenFile> {
	const { name, limits } = options;
	let size = 0;
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			if (size + chunk.length > limits.maxSpooledBytes) {
				const problem = `${name} has more than ${limits.maxSpooledBytes} bytes (maxSpooledBytes)`;
				throw new OciError("limit-exceeded", problem, { path: name, limit: "maxSpooledBytes" });
			}
			await append(handle, chunk, size, options);
			size += chunk.length;
		}
		return { handle, size };
	} catch (error) {
		await handle.close();
		throw error;
	}
}

async function append(handle: FileHandle, chunk: Buffer, position: number, options: SpoolOptions): Promise<void> {
	try {
		for (let done = 0; done < chunk.length; ) {
			const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, position + done);
			done += bytesWritten;
		}
	} catch (error) {
		throw unwritable(options, error);
	}
}

function unwritable({ name }: SpoolOptions, cause: unknown): OciError {
	const folder = tmpdir();
	const problem = `${name} needs room in a temporary file, which cannot be written in ${folder} (TMPDIR names another folder): ${messageOf(cause)}`;
	return new OciError("temporary-unwritable", problem, { path: folder, cause });
}
