import { type Digest, digestOf } from "@plimsoll/core";
import { OciError } from "../../errors.ts";
import { readWhole } from "../../files/whole-file.ts";
import { verifyDigest } from "../../manifest/blobs.ts";
import { readImageConfig } from "../../manifest/image-config.ts";
import { platformOf, requirePlatform } from "../../manifest/image-platform.ts";
import { findDocument } from "../../manifest/layout-index.ts";
import { manifestOfConfig } from "../../manifest/manifest-of-config.ts";
import { type OpenedImage, openManifest } from "../../manifest/open-layout.ts";
import type { OpenRequest, Source } from "../source.ts";
import { chooseImage } from "./choose-image.ts";
import { openDockerLayers } from "./docker-layers.ts";
import { DOCKER_MANIFEST, type DockerImage, LEGACY_MANIFEST, readDockerManifest } from "./docker-manifest.ts";

/** A tar, possibly compressed, as `docker save` writes it; podman, buildah, skopeo, Kaniko and crane do too. */
export const dockerArchive: Source = {
	prefix: "docker-archive",
	reads: "a tar archive as `docker save` writes it",
	shape: "archive",
	selects: true,
	recognises: async ({ files }) => (await files.has(DOCKER_MANIFEST)) || (await files.has(LEGACY_MANIFEST)),
	async open(request) {
		const { target, files, selector, platform } = request;
		const chosen = chooseImage(files.path, await readManifest(request), selector);
		const image = await openChosen(request, chosen);
		requirePlatform(files.path, image.platform, platform);
		return { ...image, target, close: () => files.close() };
	},
};

/** Through its manifest, if what docker writes today has one: it names the digests of the whole and of the layers. */
async function openChosen(request: OpenRequest, chosen: DockerImage): Promise<OpenedImage> {
	const { files, limits } = request;
	const { bytes, digest } = await readConfig(request, chosen);
	const descriptor = await manifestOfConfig(request, digest);
	if (descriptor !== undefined) return await openManifest(request, { descriptor, names: chosen.tags });

	const config = readImageConfig(bytes, { path: files.path, digest }, limits);
	return {
		kind: "image",
		// What docker calls the image id is the only digest of the whole.
		digest,
		configDigest: digest,
		tags: chosen.tags,
		platform: platformOf({ config: config.platform }),
		layers: await openDockerLayers(files, chosen, config),
	};
}

async function readManifest(request: OpenRequest): Promise<DockerImage[]> {
	const { files, limits, signal } = request;
	const { path } = files;
	if (!(await files.has(DOCKER_MANIFEST)) && (await files.has(LEGACY_MANIFEST))) {
		throw new OciError("format-unknown", `${path} was written by a docker before 1.10 and has no ${DOCKER_MANIFEST}; save it again`, {
			path,
		});
	}
	const file = await findDocument(request, DOCKER_MANIFEST);
	return readDockerManifest(await readWhole(file, { limits, limit: "maxManifestBytes", signal }), path, limits);
}

interface ReadConfig {
	readonly bytes: Uint8Array;
	readonly digest: Digest;
}

async function readConfig({ files, limits, signal }: OpenRequest, image: DockerImage): Promise<ReadConfig> {
	const { path } = files;
	const { config, configDigest } = image;
	if (configDigest === undefined && files.isAmbiguous(config)) {
		throw new OciError("archive-malformed", `${path} has several files named ${config}, of which readers take different ones`, { path });
	}
	const file = await files.find(config);
	if (file === undefined) throw new OciError("blob-missing", `${path} has no file ${config}, the configuration`, { path, blob: config });

	const bytes = await readWhole(file, { limits, limit: "maxConfigBytes", signal });
	if (configDigest !== undefined) verifyDigest(bytes, configDigest, file.path);
	return { bytes, digest: configDigest ?? digestOf(bytes) };
}
