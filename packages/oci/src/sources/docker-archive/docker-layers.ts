import type { Digest } from "@plimsoll/core";
import { OciError } from "../../errors.ts";
import type { FileSet } from "../../files/file-set.ts";
import type { Layer } from "../../image.ts";
import { createdByOf, type ImageConfig } from "../../manifest/image-config.ts";
import { type DockerImage, digestOfName } from "./docker-manifest.ts";

/** The media type of docker's layers. Whether they are compressed after all, as Kaniko's are, their content tells. */
const LAYER_TYPE = "application/vnd.docker.image.rootfs.diff.tar";

/**
 * The layers of an image of a docker archive. Only a name like `blobs/sha256/…` vouches for the bytes of a layer; else the
 * configuration's diff id does, so that there must be one for each.
 *
 * @throws {@link OciError} `config-malformed`
 */
export async function openDockerLayers(files: FileSet, image: DockerImage, config: ImageConfig): Promise<readonly Layer[]> {
	const { path } = files;
	if (config.diffIds.length !== image.layers.length) {
		const problem = `the configuration ${image.config} of ${path} claims ${config.diffIds.length} diff ids where ${image.layers.length} layers are listed`;
		throw new OciError("config-malformed", problem, { path, ...(image.configDigest === undefined ? {} : { blob: image.configDigest }) });
	}
	const createdBy = createdByOf(config, image.layers.length);
	const layers: Layer[] = [];
	for (const [index, diffId] of config.diffIds.entries()) {
		layers.push(await openDockerLayer(files, image.layers[index] ?? "", { diffId, createdBy: createdBy[index] }));
	}
	return layers;
}

interface Claims {
	readonly diffId: Digest;
	readonly createdBy: string | undefined;
}

async function openDockerLayer(files: FileSet, name: string, { diffId, createdBy }: Claims): Promise<Layer> {
	const digest = digestOfName(name);
	const size = await sizeOf(files, name);
	return {
		digest: digest ?? diffId,
		diffId,
		mediaType: LAYER_TYPE,
		...(size === undefined ? {} : { size }),
		...(createdBy === undefined ? {} : { createdBy }),
		digestOf: digest === undefined ? "tar" : "blob",
		read: async function* (reading) {
			const file = await files.find(name);
			if (file === undefined) {
				throw new OciError("blob-missing", `${files.path} has no file ${name}, a layer`, { path: files.path, blob: digest ?? diffId });
			}
			yield* file.read(reading);
		},
	};
}

/** What is wrong with a layer costs only the layer, and is said when it is read. */
async function sizeOf(files: FileSet, name: string): Promise<number | undefined> {
	try {
		return (await files.find(name))?.size;
	} catch (error) {
		if (error instanceof OciError) return undefined;
		throw error;
	}
}
