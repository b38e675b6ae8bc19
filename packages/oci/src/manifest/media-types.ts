/** OCI's media type of an image index. */
export const TYPE_OF_INDEX = "application/vnd.oci.image.index.v1+json";

/** OCI's media type of an image manifest. */
export const TYPE_OF_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

/** Media types of image indexes: OCI's, and docker's manifest list. */
const INDEX_TYPES: ReadonlySet<string> = new Set([TYPE_OF_INDEX, "application/vnd.docker.distribution.manifest.list.v2+json"]);

/** Media types of image manifests: OCI's, and docker's schema 2. */
const MANIFEST_TYPES: ReadonlySet<string> = new Set([TYPE_OF_MANIFEST, "application/vnd.docker.distribution.manifest.v2+json"]);

/** What an image can be named by. */
export const TYPES_OF_IMAGES: readonly string[] = [...INDEX_TYPES, ...MANIFEST_TYPES];

/** Media types of image configurations. */
const CONFIG_TYPES: ReadonlySet<string> = new Set([
	"application/vnd.oci.image.config.v1+json",
	"application/vnd.docker.container.image.v1+json",
]);

/** The layer media type of a tar whose compression, if any, is the reader's to find out. */
export const PLAIN_LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar";

/** Whether a descriptor leads to an image index. */
export function isIndexType(mediaType: string): boolean {
	return INDEX_TYPES.has(mediaType);
}

/** Whether a descriptor leads to an image manifest. */
export function isManifestType(mediaType: string): boolean {
	return MANIFEST_TYPES.has(mediaType);
}

/** Whether a descriptor leads to an image configuration. */
export function isConfigType(mediaType: string): boolean {
	return CONFIG_TYPES.has(mediaType);
}
