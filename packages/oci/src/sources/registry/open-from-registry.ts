import { formatImageReference, type ImageReference } from "@plimsoll/core";
import type { Image } from "../../image.ts";
import { openWished } from "../../manifest/open-layout.ts";
import { RegistryBlobs } from "../../registry/registry-blobs.ts";
import { RegistryClient } from "../../registry/registry-client.ts";
import type { RemoteRequest } from "../remote-source.ts";

/**
 * Opens an image in a registry.
 *
 * @throws {@link import("../../errors.ts").OciError}
 */
export async function openFromRegistry(reference: ImageReference, request: RemoteRequest): Promise<Image> {
	const { target, limits, signal, platform, registry } = request;
	const client = new RegistryClient({ settings: registry, limits });
	try {
		const found = await client.resolve(reference, signal);
		const files = new RegistryBlobs(client, reference, found);
		// Where there is a digest, nobody has looked where the tag leads.
		const names = reference.digest === undefined ? [formatImageReference(reference)] : [];
		const image = await openWished({ files, limits, signal }, [{ ...found.descriptor, names }], { platform });
		return { ...image, target, close: async () => client.close() };
	} catch (error) {
		client.close();
		throw error;
	}
}
