import type { Image } from "../image.ts";
import { type Layout, readBlob, type StoredLayout } from "./blobs.ts";
import type { Descriptor } from "./descriptor.ts";
import { readImageConfig } from "./image-config.ts";
import { readImageManifest } from "./image-document.ts";
import { platformOf, requirePlatform } from "./image-platform.ts";
import { readLayoutIndex } from "./layout-index.ts";
import { isConfigType } from "./media-types.ts";
import { openLayers } from "./open-layers.ts";
import { type Selection, selectManifest, type Wish } from "./select-manifest.ts";

/** An image without what only the caller knows. */
export type OpenedImage = Omit<Image, "target" | "close">;

/**
 * Opens an image of an OCI layout: `index.json`, the manifest that is wished for, and its configuration, each verified.
 *
 * @throws {@link import("../errors.ts").OciError}
 */
export async function openLayout(layout: StoredLayout, wish: Wish): Promise<OpenedImage> {
	return await openWished(layout, await readLayoutIndex(layout), wish);
}

/**
 * Opens the image that is wished for among descriptors.
 *
 * @throws {@link import("../errors.ts").OciError}
 */
export async function openWished(layout: Layout, descriptors: readonly Descriptor[], wish: Wish): Promise<OpenedImage> {
	const selection = await selectManifest(layout, descriptors, wish);
	const image = await openManifest(layout, selection);
	if (!selection.byPlatform) requirePlatform(layout.files.path, image.platform, wish.platform);
	return image;
}

/**
 * Opens the image of a manifest.
 *
 * @throws {@link import("../errors.ts").OciError}
 */
export async function openManifest(layout: Layout, { descriptor, names }: Pick<Selection, "descriptor" | "names">): Promise<OpenedImage> {
	const { files, limits } = layout;
	const manifest = readImageManifest(await readBlob(layout, descriptor, "maxManifestBytes"), { path: files.path, descriptor }, limits);
	const says = manifest.artifactType ?? manifest.config.mediaType;
	const config = readImageConfig(
		await readBlob(layout, manifest.config, "maxConfigBytes"),
		{ path: files.path, digest: manifest.config.digest, ...(isConfigType(says) ? {} : { says }) },
		limits,
	);
	return {
		kind: "image",
		digest: descriptor.digest,
		configDigest: manifest.config.digest,
		tags: names,
		platform: platformOf({ descriptor: descriptor.platform, config: config.platform }),
		...openLayers(files, manifest.layers, config),
	};
}
