import { type Digest, formatImageReference, type ImageReference } from "@plimsoll/core";
import type { Image } from "../../image.ts";
import type { Layout } from "../../manifest/blobs.ts";
import type { Descriptor } from "../../manifest/descriptor.ts";
import { type OpenedImage, openWished } from "../../manifest/open-layout.ts";
import { openEveryWished } from "../../manifest/open-platforms.ts";
import type { ReferrerSource } from "../../referrers/referrer-source.ts";
import { RegistryBlobs } from "../../registry/registry-blobs.ts";
import { RegistryClient } from "../../registry/registry-client.ts";
import type { RemoteRequest } from "../remote-source.ts";

/**
 * Opens an image in a registry.
 *
 * @throws {@link import("../../errors.ts").OciError}
 */
export async function openFromRegistry(reference: ImageReference, request: RemoteRequest): Promise<Image> {
	const { platform } = request;
	const [image] = await openFound(reference, request, async (layout, found) => [await openWished(layout, [found], { platform })]);
	return image as Image;
}

/**
 * Opens an image in a registry for each of its platforms.
 *
 * @throws {@link import("../../errors.ts").OciError}
 */
export function openEachFromRegistry(reference: ImageReference, request: RemoteRequest): Promise<readonly Image[]> {
	return openFound(reference, request, (layout, found) => openEveryWished(layout, [found], {}));
}

async function openFound(
	reference: ImageReference,
	{ target, limits, signal, registry }: RemoteRequest,
	open: (layout: Layout, found: Descriptor) => Promise<readonly OpenedImage[]>,
): Promise<readonly Image[]> {
	const client = new RegistryClient({ settings: registry, limits });
	try {
		const found = await client.resolve(reference, signal);
		const files = new RegistryBlobs(client, reference, found);
		// Where there is a digest, nobody has looked where the tag leads.
		const names = reference.digest === undefined ? [formatImageReference(reference)] : [];
		const images = await open({ files, limits, signal }, { ...found.descriptor, names });
		const referrers = referrersOf(client, reference);
		return images.map((image) => ({ ...image, target, referrers, close: async () => client.close() }));
	} catch (error) {
		client.close();
		throw error;
	}
}

function referrersOf(client: RegistryClient, reference: ImageReference): ReferrerSource {
	const { registry, repository } = reference;
	return {
		name: formatImageReference({ registry, repository }),
		referrers: (digest: Digest, signal) => client.referrers(reference, digest, { signal }),
		manifest: (descriptor, signal) => client.manifest(reference, descriptor, signal),
		blob: (descriptor, reading) => client.blob(reference, descriptor, reading),
	};
}
