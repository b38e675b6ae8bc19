import type { Digest, Limits, Platform } from "@plimsoll/core";
import { readPlatform } from "./descriptor.ts";
import { type DocumentPlace, type JsonValue, malformed, readJson } from "./json-document.ts";

/**
 * An image configuration, as far as it is needed.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
export interface ImageConfig {
	/** Undefined where the configuration does not say. */
	readonly platform: Platform | undefined;
	/** What the uncompressed layers are claimed to be, bottom first. */
	readonly diffIds: readonly Digest[];
	/** For each line of the history that made a layer, what made it. */
	readonly createdBy: readonly (string | undefined)[];
}

/** Where a configuration is. */
export interface ConfigOrigin {
	/** The layout or archive. */
	readonly path: string;
	readonly digest: Digest;
	/** What the manifest says that it is, for the message about something that is no image. */
	readonly says?: string;
}

/**
 * Reads an image configuration.
 *
 * @throws {@link import("../errors.ts").OciError} `config-malformed`, `limit-exceeded`
 */
export function readImageConfig(bytes: Uint8Array, origin: ConfigOrigin, limits: Limits): ImageConfig {
	const place: DocumentPlace = { code: "config-malformed", what: "the configuration", path: origin.path, blob: origin.digest };
	const object = readJson(bytes, place, limits).object();
	const rootfs = object.optional("rootfs")?.object();
	if (rootfs === undefined) {
		const says = origin.says === undefined ? "" : ` (the manifest calls it ${JSON.stringify(origin.says)})`;
		throw malformed(place, `has no "rootfs": it does not belong to a container image${says}`);
	}
	return {
		platform: readPlatform(object),
		diffIds: rootfs.list("diff_ids").map((value) => value.digest()),
		createdBy: object.list("history").filter(madeLayer).map(readCreatedBy),
	};
}

/** What made each layer; nothing where the history has not one line per layer, since it could only be told wrongly. */
export function createdByOf(config: ImageConfig, layers: number): readonly (string | undefined)[] {
	return config.createdBy.length === layers ? config.createdBy : [];
}

function madeLayer(line: JsonValue): boolean {
	return line.object().optional("empty_layer")?.boolean() !== true;
}

function readCreatedBy(line: JsonValue): string | undefined {
	const text = line.object().optional("created_by")?.string();
	return text === "" ? undefined : text;
}
