import { hostPlatform, matchesPlatform, type Platform } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { blobName } from "./blobs.ts";
import { isCompleteLayout } from "./layout-complete.ts";
import { readLayoutIndex } from "./layout-index.ts";
import { isManifestType } from "./media-types.ts";
import { walkIndex } from "./walk-index.ts";

/**
 * Whether an OCI layout holds what would be taken of it for a platform. Docker and containerd save one platform of an image together
 * with the index of all: then only `manifest.json`, which stands beside it, says which one is there.
 *
 * @param wanted linux on this machine's architecture, unless the user says otherwise
 */
export async function holdsPlatform(layout: Parameters<typeof isCompleteLayout>[0], wanted: Platform | undefined): Promise<boolean> {
	if (!(await isCompleteLayout(layout))) return false;

	const platform = wanted ?? hostPlatform();
	try {
		for await (const descriptor of walkIndex(layout, await readLayoutIndex(layout))) {
			if (descriptor.accompanies || !isManifestType(descriptor.mediaType)) continue;
			if (descriptor.platform !== undefined && !matchesPlatform(descriptor.platform, platform)) continue;
			if (!(await layout.files.has(blobName(descriptor.digest)))) return false;
		}
		return true;
	} catch (error) {
		// Whoever opens it will say what is wrong with it.
		if (error instanceof OciError) return true;
		throw error;
	}
}
