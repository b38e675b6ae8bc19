import type { Digest, Platform } from "@plimsoll/core";
import type { JsonObject, JsonValue } from "./json-document.ts";
import { isConfigType } from "./media-types.ts";

/**
 * What a manifest or an index says about a blob, as far as it is needed.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md
 */
export interface Descriptor {
	readonly mediaType: string;
	readonly digest: Digest;
	readonly size: number;
	readonly platform?: Platform;
	/** The names that annotations give to what it leads to. */
	readonly names: readonly string[];
	/** Set where it leads to something that only accompanies an image: an attestation, a signature. */
	readonly accompanies: boolean;
}

/** Where tools keep the name of an image in an index: the specification's annotation, and the one of containerd and docker. */
const NAME_ANNOTATIONS = ["io.containerd.image.name", "org.opencontainers.image.ref.name"] as const;

/** How BuildKit marks an attestation about another manifest of the same index. */
const ATTESTATION_ANNOTATION = "vnd.docker.reference.type";

/** Reads a descriptor. Addresses in it (`urls`) are never looked at: nothing is fetched. */
export function readDescriptor(value: JsonValue): Descriptor {
	const object = value.object();
	const platform = readPlatform(object.optional("platform")?.object());
	const annotations = object.optional("annotations")?.object();
	return {
		mediaType: object.required("mediaType").string(),
		digest: object.required("digest").digest(),
		size: object.required("size").count(),
		...(platform === undefined ? {} : { platform }),
		names: annotations === undefined ? [] : readNames(annotations),
		accompanies:
			(platform?.os === "unknown" && platform.architecture === "unknown") ||
			annotations?.optional(ATTESTATION_ANNOTATION) !== undefined ||
			isOtherArtifact(object.optional("artifactType")?.string()),
	};
}

/** Reads a platform, of a descriptor or of an image configuration, which has the same keys. */
export function readPlatform(object: JsonObject | undefined): Platform | undefined {
	const os = object?.optional("os")?.string();
	const architecture = object?.optional("architecture")?.string();
	if (object === undefined || os === undefined || architecture === undefined) return undefined;

	const variant = object.optional("variant")?.string();
	const osVersion = object.optional("os.version")?.string();
	return {
		os,
		architecture,
		...(variant === undefined || variant === "" ? {} : { variant }),
		...(osVersion === undefined || osVersion === "" ? {} : { osVersion }),
	};
}

function isOtherArtifact(artifactType: string | undefined): boolean {
	return artifactType !== undefined && artifactType !== "" && !isConfigType(artifactType);
}

function readNames(annotations: JsonObject): string[] {
	const names: string[] = [];
	for (const key of NAME_ANNOTATIONS) {
		const name = annotations.optional(key)?.string();
		if (name !== undefined && name !== "" && !names.includes(name)) names.push(name);
	}
	return names;
}
