import { INDEX_FILE, LAYOUT_FILE } from "../../manifest/layout-index.ts";
import { openLayout } from "../../manifest/open-layout.ts";
import { openPlatforms } from "../../manifest/open-platforms.ts";
import type { Source } from "../source.ts";

/** A folder in the form of the OCI image layout. */
export const ociLayout: Source = {
	prefix: "oci",
	reads: "a folder with an OCI layout",
	shape: "folder",
	selects: true,
	// A folder of somebody's web pages may well have an index.json, but hardly blobs as well.
	recognises: async ({ files }) => (await files.has(LAYOUT_FILE)) || ((await files.has(INDEX_FILE)) && (await files.has("blobs/sha256"))),
	async open(request) {
		const image = await openLayout(request, request);
		return { ...image, target: request.target, close: () => request.files.close() };
	},
	async openAll(request) {
		const images = await openPlatforms(request, request);
		return images.map((image) => ({ ...image, target: request.target, close: () => request.files.close() }));
	},
};
