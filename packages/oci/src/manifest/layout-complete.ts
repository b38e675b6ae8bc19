import { OciError } from "../errors.ts";
import { blobName, type StoredLayout } from "./blobs.ts";
import { LAYOUT_FILE, readLayoutIndex } from "./layout-index.ts";

/**
 * Whether files can be read as an OCI layout: there is an `index.json`, and all that it leads to directly is there. What
 * `docker save` writes is a docker archive first, and may hold only a part of what its `index.json` lists.
 */
export async function isCompleteLayout(layout: StoredLayout): Promise<boolean> {
	const { files } = layout;
	if (!(await files.has(LAYOUT_FILE))) return false;
	try {
		for (const { digest } of await readLayoutIndex(layout)) if (!(await files.has(blobName(digest)))) return false;
		return true;
	} catch (error) {
		if (error instanceof OciError) return false;
		throw error;
	}
}
