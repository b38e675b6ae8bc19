import { OciError } from "../../errors.ts";
import { readWhole } from "../../files/whole-file.ts";
import type { OpenRequest } from "../source.ts";

/** The file that marks what skopeo calls `dir:`, and how it starts. */
const MARK = { file: "version", text: "Directory Transport Version:", maxBytes: 1024 };

/**
 * Whether a folder holds the blobs of an image as skopeo's `dir:` transport writes them. Looked at as a folder it would seem to
 * contain nothing at all, which is the one thing not to say of an image.
 */
export async function isSkopeoFolder({ files, limits, signal }: OpenRequest): Promise<boolean> {
	try {
		const mark = await files.find(MARK.file);
		if (mark === undefined || mark.size > MARK.maxBytes) return false;
		const bytes = await readWhole(mark, { limits, limit: "maxManifestBytes", signal });
		return Buffer.from(bytes).toString("latin1").startsWith(MARK.text);
	} catch (error) {
		// Any folder may have something by this name.
		if (error instanceof OciError) return false;
		throw error;
	}
}
