import { type CoverageEntry, type Digest, formatPlatform } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { Layout, StoredLayout } from "./blobs.ts";
import type { Descriptor } from "./descriptor.ts";
import { readLayoutIndex } from "./layout-index.ts";
import { isManifestType } from "./media-types.ts";
import { type OpenedImage, openManifest } from "./open-layout.ts";
import { selectManifests, type Wish } from "./select-manifest.ts";
import { walkIndex } from "./walk-index.ts";

/**
 * Opens every image that an OCI layout offers for what is wished for, one for each platform, in the order in which they are
 * listed. What only accompanies them (attestations) is not opened; each image's coverage says so.
 *
 * @throws {@link OciError} as {@link import("./open-layout.ts").openLayout}; `limit-exceeded` for too many
 */
export async function openPlatforms(layout: StoredLayout, wish: Wish): Promise<readonly OpenedImage[]> {
	return await openEveryWished(layout, await readLayoutIndex(layout), wish);
}

/**
 * The same for descriptors, wherever they are from.
 *
 * @throws {@link OciError}
 */
export async function openEveryWished(layout: Layout, listed: readonly Descriptor[], wish: Wish): Promise<readonly OpenedImage[]> {
	const { descriptors, names } = await selectManifests(layout, listed, wish);
	const { images, others } = await listManifests(layout, descriptors);
	const skipped = others.map(skippedEntry);
	const opened: OpenedImage[] = [];
	for (const descriptor of images) {
		const image = await openManifest(layout, { descriptor, names });
		opened.push({ ...image, coverage: [...(image.coverage ?? []), ...skipped] });
	}
	return opened;
}

interface Listing {
	readonly images: readonly Descriptor[];
	readonly others: readonly Descriptor[];
}

async function listManifests(layout: Layout, descriptors: readonly Descriptor[]): Promise<Listing> {
	const { maxPlatforms } = layout.limits;
	const images = new Map<Digest, Descriptor>();
	const others = new Map<Digest, Descriptor>();
	for await (const descriptor of walkIndex(layout, descriptors)) {
		if (descriptor.accompanies) others.set(descriptor.digest, descriptor);
		else if (isManifestType(descriptor.mediaType) && !images.has(descriptor.digest)) images.set(descriptor.digest, descriptor);
		if (images.size > maxPlatforms || others.size > maxPlatforms) {
			const problem = `${layout.files.path} has more than ${maxPlatforms} images in one index (maxPlatforms)`;
			throw new OciError("limit-exceeded", problem, { path: layout.files.path, limit: "maxPlatforms" });
		}
	}
	return { images: [...images.values()], others: [...others.values()] };
}

function skippedEntry({ digest, platform }: Descriptor): CoverageEntry {
	const what = platform === undefined ? "" : ` (${formatPlatform(platform)})`;
	return { code: "manifest-skipped", message: `The manifest ${digest}${what} of the index is no image but accompanies one` };
}
