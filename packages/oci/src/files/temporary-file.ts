import { randomBytes } from "node:crypto";
import { constants, unlinkSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { isSystemError } from "@plimsoll/core";

/** Nobody but us may read what passes through. */
const MODE = 0o600;
/** Linux: a file that never has a name. Node.js does not list the flag, which is this bit and that of a folder. */
const O_TMPFILE = 0o20000000 | constants.O_DIRECTORY;

/**
 * Opens an empty file in a folder that vanishes with its last handle, however the process ends.
 *
 * @throws an error of the operating system
 */
export async function openTemporaryFile(folder: string): Promise<FileHandle> {
	if (process.platform !== "linux") return await openUnlinked(folder);
	try {
		return await open(folder, O_TMPFILE | constants.O_RDWR | constants.O_EXCL, MODE);
	} catch (error) {
		// Not every file system can do that.
		if (isSystemError(error, "EOPNOTSUPP", "ENOTSUP", "EISDIR", "EINVAL")) return await openUnlinked(folder);
		throw error;
	}
}

/** The same where a file must have a name to begin with: it loses it at once. */
export async function openUnlinked(folder: string): Promise<FileHandle> {
	const path = join(folder, `plimsoll-${randomBytes(16).toString("hex")}`);
	const handle = await open(path, "wx+", MODE);
	unlinkSync(path);
	return handle;
}
