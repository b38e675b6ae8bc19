import { realpath } from "node:fs/promises";
import type { Directory } from "../../image.ts";
import type { OpenRequest } from "../source.ts";

/** Opens a folder to be looked at as it is. */
export async function openDirectory({ target, files }: OpenRequest, holds: Directory["holds"]): Promise<Directory> {
	const root = await realpath(files.path);
	await files.close();
	return { kind: "directory", target, root, holds };
}
