import type { Digest } from "@plimsoll/core";
import { blobName, readBlob, type StoredLayout } from "./blobs.ts";
import type { Descriptor } from "./descriptor.ts";
import { readImageManifest } from "./image-document.ts";
import { isCompleteLayout } from "./layout-complete.ts";
import { readLayoutIndex } from "./layout-index.ts";
import { isManifestType } from "./media-types.ts";
import { walkIndex } from "./walk-index.ts";

/**
 * The manifest of an image of which only the configuration is known, in files that may be an OCI layout as well. Of what the
 * index lists, `docker save` leaves out the platforms that the machine does not have.
 *
 * @throws {@link import("../errors.ts").OciError} as reading manifests does
 */
export async function manifestOfConfig(layout: StoredLayout, config: Digest): Promise<Descriptor | undefined> {
	const { files, limits } = layout;
	if (!(await isCompleteLayout(layout))) return undefined;

	for await (const descriptor of walkIndex(layout, await readLayoutIndex(layout))) {
		if (descriptor.accompanies || !isManifestType(descriptor.mediaType) || !(await files.has(blobName(descriptor.digest)))) continue;

		const bytes = await readBlob(layout, descriptor, "maxManifestBytes");
		if (readImageManifest(bytes, { path: files.path, descriptor }, limits).config.digest === config) return descriptor;
	}
	return undefined;
}
