import { type Digest, isDigest, type Limits } from "@plimsoll/core";
import { refuseManyLayers } from "../../manifest/image-document.ts";
import { type DocumentPlace, type JsonObject, readJson } from "../../manifest/json-document.ts";

/** The file that lists the images of a docker archive. */
export const DOCKER_MANIFEST = "manifest.json";

/** The only such file of the archives before docker 1.10, which name neither configurations nor layers. */
export const LEGACY_MANIFEST = "repositories";

/** An image of a docker archive: names of its files. */
export interface DockerImage {
	/** The configuration's file. */
	readonly config: string;
	/** The configuration's digest, as far as the file's name tells it. */
	readonly configDigest: Digest | undefined;
	/** Names that the image carries. */
	readonly tags: readonly string[];
	/** The layers' files, bottom first. */
	readonly layers: readonly string[];
}

/**
 * Reads `manifest.json`.
 *
 * @throws {@link import("../../errors.ts").OciError} `manifest-malformed`, `limit-exceeded`
 */
export function readDockerManifest(bytes: Uint8Array, path: string, limits: Limits): DockerImage[] {
	const place: DocumentPlace = { code: "manifest-malformed", what: DOCKER_MANIFEST, path };
	const images = readJson(bytes, place, limits).list();
	return images.map((value) => {
		const image = readDockerImage(value.object());
		refuseManyLayers(image.layers.length, place, limits);
		return image;
	});
}

/**
 * The digest that a file is named after: `blobs/sha256/<hex>` as docker does today, `<hex>.json` as it did, `sha256:<hex>` as
 * Kaniko and crane do.
 */
export function digestOfName(name: string): Digest | undefined {
	const blob = /^blobs\/([a-z0-9]+)\/([0-9a-f]+)$/.exec(name);
	const text = blob === null ? name.replace(/^([0-9a-f]{64})\.json$/, "sha256:$1") : `${blob[1]}:${blob[2]}`;
	return isDigest(text) ? text : undefined;
}

function readDockerImage(object: JsonObject): DockerImage {
	const config = object.required("Config").string();
	return {
		config,
		configDigest: digestOfName(config),
		tags: object.list("RepoTags").map((tag) => tag.string()),
		layers: object.list("Layers").map((layer) => layer.string()),
	};
}
