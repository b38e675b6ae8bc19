import { holdsPlatform } from "../../manifest/layout-holds.ts";
import { LAYOUT_FILE } from "../../manifest/layout-index.ts";
import { openLayout } from "../../manifest/open-layout.ts";
import { openPlatforms } from "../../manifest/open-platforms.ts";
import { DOCKER_MANIFEST } from "../docker-archive/docker-manifest.ts";
import type { Source } from "../source.ts";

/** A tar, possibly compressed, of a folder in the form of the OCI image layout. */
export const ociArchive: Source = {
	prefix: "oci-archive",
	reads: "a tar archive with an OCI layout",
	shape: "archive",
	selects: true,
	// What `docker save` writes today is both, and says more as a layout: manifests with digests, and platforms.
	async recognises(request) {
		const { files } = request;
		return (await files.has(LAYOUT_FILE)) && (!(await files.has(DOCKER_MANIFEST)) || (await holdsPlatform(request, request.platform)));
	},
	async open(request) {
		const image = await openLayout(request, request);
		return { ...image, target: request.target, close: () => request.files.close() };
	},
	async openAll(request) {
		const images = await openPlatforms(request, request);
		return images.map((image) => ({ ...image, target: request.target, close: () => request.files.close() }));
	},
};
