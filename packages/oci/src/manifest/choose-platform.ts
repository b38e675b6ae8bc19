import { formatPlatform, hostPlatform, matchesPlatform, type Platform } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { type Layout, readBlob } from "./blobs.ts";
import type { Descriptor } from "./descriptor.ts";
import { readImageConfig } from "./image-config.ts";
import { readImageManifest } from "./image-document.ts";
import { listed } from "./listing.ts";
import { isConfigType, isManifestType } from "./media-types.ts";
import { walkIndex } from "./walk-index.ts";

/**
 * Chooses the manifest for a platform among descriptors and the indexes they lead to: the first that fits. What only
 * accompanies images (attestations, signatures) is never chosen.
 *
 * @param wanted linux on this machine's architecture, unless the user says otherwise
 * @throws {@link OciError} `platform-missing`, which lists what there is; and as reading indexes does
 */
export async function choosePlatform(
	layout: Layout,
	descriptors: readonly Descriptor[],
	wanted: Platform | undefined,
): Promise<Descriptor> {
	const platform = wanted ?? hostPlatform();
	const offered = new Set<string>();
	const found = new Map<string, Descriptor>();
	for await (const descriptor of walkIndex(layout, descriptors)) {
		if (descriptor.accompanies || !isManifestType(descriptor.mediaType) || found.has(descriptor.digest)) continue;

		const own = descriptor.platform ?? (await platformOf(layout, descriptor));
		if (own !== undefined && matchesPlatform(own, platform)) return descriptor;
		found.set(descriptor.digest, descriptor);
		offered.add(own === undefined ? "one of unknown platform" : formatPlatform(own));
	}
	// An index of one manifest that states no platform offers no choice.
	const [only] = found.values();
	if (only !== undefined && found.size === 1 && only.platform === undefined && wanted === undefined) return only;
	throw platformMissing(layout.files.path, platform, [...offered]);
}

/** The error for an image that is not there for a platform. */
export function platformMissing(path: string, wanted: Platform, offered: readonly string[]): OciError {
	const found = offered.length === 0 ? "no image at all" : listed(offered);
	return new OciError("platform-missing", `${path} has no image for ${formatPlatform(wanted)}; it has ${found}`, { path });
}

/** The platform of a manifest whose descriptor leaves it out: its configuration's. */
async function platformOf(layout: Layout, descriptor: Descriptor): Promise<Platform | undefined> {
	const { files, limits } = layout;
	const bytes = await readBlob(layout, descriptor, "maxManifestBytes");
	const { config } = readImageManifest(bytes, { path: files.path, descriptor }, limits);
	if (!isConfigType(config.mediaType)) return undefined;
	const origin = { path: files.path, digest: config.digest };
	return readImageConfig(await readBlob(layout, config, "maxConfigBytes"), origin, limits).platform;
}
