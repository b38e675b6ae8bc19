import type { Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { type Descriptor, readDescriptor } from "./descriptor.ts";
import { type DocumentPlace, type JsonObject, malformed, readJson } from "./json-document.ts";

/** An image manifest: a configuration and layers, bottom first. */
export interface ImageManifest {
	readonly config: Descriptor;
	readonly layers: readonly Descriptor[];
	/** What it is, where it says that it is something else than an image. */
	readonly artifactType?: string;
}

/** Where a manifest or index is, and what the descriptor that leads to it says. */
export interface DocumentOrigin {
	/** The layout or archive. */
	readonly path: string;
	/** Absent for `index.json`, which nothing leads to. */
	readonly descriptor?: Descriptor;
}

/**
 * Reads an image index: the descriptors of manifests and of further indexes.
 *
 * @throws {@link OciError} `index-malformed`; `manifest-ambiguous` when it is or might be something else; `limit-exceeded`
 */
export function readImageIndex(bytes: Uint8Array, origin: DocumentOrigin, limits: Limits): readonly Descriptor[] {
	return readDocument(bytes, "index", origin, limits).object.list("manifests").map(readDescriptor);
}

/**
 * Reads an image manifest.
 *
 * @throws {@link OciError} `manifest-malformed`; `manifest-ambiguous` when it is or might be something else; `limit-exceeded`
 */
export function readImageManifest(bytes: Uint8Array, origin: DocumentOrigin, limits: Limits): ImageManifest {
	const { object, place } = readDocument(bytes, "manifest", origin, limits);
	const layers = object.list("layers");
	refuseManyLayers(layers.length, place, limits);
	const artifactType = object.optional("artifactType")?.string();
	return {
		config: readDescriptor(object.required("config")),
		layers: layers.map(readDescriptor),
		...(artifactType === undefined ? {} : { artifactType }),
	};
}

/**
 * Refuses an image of more layers than anybody makes.
 *
 * @throws {@link OciError} `limit-exceeded`
 */
export function refuseManyLayers(count: number, { path, blob }: Pick<DocumentPlace, "path" | "blob">, { maxLayers }: Limits): void {
	if (count <= maxLayers) return;
	throw new OciError("limit-exceeded", `${path} has an image of ${count} layers, more than the limit of ${maxLayers} (maxLayers)`, {
		path,
		...(blob === undefined ? {} : { blob }),
		limit: "maxLayers",
	});
}

type DocumentKind = "index" | "manifest";

interface OpenDocument {
	readonly object: JsonObject;
	readonly place: DocumentPlace;
}

function readDocument(bytes: Uint8Array, expected: DocumentKind, { path, descriptor }: DocumentOrigin, limits: Limits): OpenDocument {
	const place: DocumentPlace = {
		code: `${expected}-malformed`,
		what: descriptor === undefined ? "index.json" : `the ${expected}`,
		path,
		...(descriptor === undefined ? {} : { blob: descriptor.digest }),
	};
	const object = readJson(bytes, place, limits).object();
	const found = kindOf(object, place);
	if (found !== expected) throw ambiguous(place, `has the keys of an image ${found}`);

	const mediaType = object.optional("mediaType")?.string() ?? descriptor?.mediaType;
	if (descriptor !== undefined && mediaType !== descriptor.mediaType) {
		throw ambiguous(place, `says that it is ${JSON.stringify(mediaType)}; its descriptor says ${JSON.stringify(descriptor.mediaType)}`);
	}
	if (object.optional("schemaVersion")?.count() !== 2) throw malformed(place, "does not have 2 as its schemaVersion");
	return { object, place };
}

/** Told by its keys: a document with those of both would be an image to one reader and an index to another (CVE-2021-41190). */
function kindOf(object: JsonObject, place: DocumentPlace): DocumentKind {
	if (object.optional("fsLayers") !== undefined) throw malformed(place, "is in docker's schema 1, which is too old to be read");

	const index = object.optional("manifests") !== undefined;
	const manifest = object.optional("config") !== undefined || object.optional("layers") !== undefined;
	if (index && manifest) throw ambiguous(place, `has "manifests" as well as "config" or "layers"`);
	if (index) return "index";
	if (manifest) return "manifest";
	throw malformed(place, `has neither "manifests" nor "config" and "layers"`);
}

function ambiguous(place: DocumentPlace, problem: string): OciError {
	return malformed({ ...place, code: "manifest-ambiguous" }, problem);
}
