import { realpath } from "node:fs/promises";
import { isSystemError, messageOf } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { openRegularFile } from "../files/regular-file.ts";

/** A file with settings. Certificate bundles have a few hundred KiB. */
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Reads a file of this machine that says how registries are talked to.
 *
 * @returns undefined where it is not there
 * @throws {@link OciError} `settings-malformed` where it cannot be read
 */
export async function readSettingsFile(path: string): Promise<Buffer | undefined> {
	try {
		const { handle, size } = await openRegularFile(await realpath(path), path);
		try {
			if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES}`);
			return await handle.readFile();
		} finally {
			await handle.close();
		}
	} catch (error) {
		if (isSystemError(error, "ENOENT", "ENOTDIR")) return undefined;
		throw new OciError("settings-malformed", `${path} cannot be read: ${messageOf(error)}`, { path, cause: error });
	}
}

/** Reads a file that somebody named, and which must therefore be there. */
export async function readNamedFile(path: string, namedBy: string): Promise<Buffer> {
	const bytes = await readSettingsFile(path);
	if (bytes === undefined) throw new OciError("settings-malformed", `${path}, which ${namedBy} names, does not exist`, { path });
	return bytes;
}
