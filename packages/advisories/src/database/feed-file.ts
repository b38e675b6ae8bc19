import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { messageOf } from "@plimsoll/core";
import { AdvisoryError } from "../errors.ts";

/** A file of a feed: its bytes, or why they cannot be had. */
export type FeedFile = { readonly name: string; readonly bytes: Buffer } | { readonly name: string; readonly problem: string };

/**
 * Opens a file of a feed for reading. Never waits, as a FIFO would make it, and takes regular files only.
 *
 * @param name how errors call the file
 * @throws {@link AdvisoryError} `feed-missing`
 */
export function openFeedFile(path: string, name: string): number {
	let fd: number;
	try {
		fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
	} catch (error) {
		throw new AdvisoryError("feed-missing", `${name}: could not be opened: ${messageOf(error)}`, { path: name, cause: error });
	}
	if (fstatSync(fd).isFile()) return fd;
	closeSync(fd);
	throw new AdvisoryError("feed-missing", `${name}: expected a regular file`, { path: name });
}
