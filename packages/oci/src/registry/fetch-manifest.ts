import { type Digest, digestOf, isDigest, type Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { verifyDigest } from "../manifest/blobs.ts";
import type { Descriptor } from "../manifest/descriptor.ts";
import { type DocumentPlace, readJson } from "../manifest/json-document.ts";
import { isIndexType, isManifestType, TYPE_OF_INDEX, TYPE_OF_MANIFEST, TYPES_OF_IMAGES } from "../manifest/media-types.ts";
import type { Connection } from "./connection.ts";
import type { Answer } from "./http/answer.ts";
import { nameOf } from "./registry-failure.ts";

/** A manifest or an index, verified. */
export interface FetchedManifest {
	readonly descriptor: Descriptor;
	readonly bytes: Uint8Array;
}

/** What manifest is fetched. */
export interface ManifestRequest {
	/** Its tag or digest. */
	readonly reference: string;
	/** What it must have; where only a tag is known the registry's word is held against the bytes. */
	readonly digest?: Digest | undefined;
	readonly limits: Limits;
	readonly signal?: AbortSignal | undefined;
}

/** All that we can read, and nothing else: a registry may convert what it has. */
const ACCEPT = TYPES_OF_IMAGES.join(", ");
const SCHEMA_1 = /^application\/vnd\.docker\.distribution\.manifest\.v1\+/;

/**
 * Fetches a manifest or an index by tag or digest.
 *
 * @throws {@link OciError} `manifest-unknown`, `digest-mismatch`, `limit-exceeded`, `manifest-malformed`; `registry-…`
 */
export async function fetchManifest(connection: Connection, request: ManifestRequest): Promise<FetchedManifest> {
	const { reference, limits, signal } = request;
	const name = `${nameOf(connection.endpoint)}${isDigest(reference) ? "@" : ":"}${reference}`;
	const answer = await connection.get({
		path: `manifests/${reference}`,
		headers: { accept: ACCEPT },
		what: isDigest(reference) ? `manifest ${reference}` : `tag ${reference}`,
		signal,
	});
	const bytes = await connection.within(() => answer.bytes(limits.maxManifestBytes, () => tooLarge(name, limits)));
	const digest = request.digest ?? claimedDigest(answer) ?? digestOf(bytes);
	verifyDigest(bytes, digest, name);
	const mediaType = mediaTypeOf(answer, bytes, { name, limits });
	return { descriptor: { mediaType, digest, size: bytes.length, names: [], accompanies: false }, bytes };
}

function tooLarge(name: string, { maxManifestBytes }: Limits): OciError {
	const problem = `${name} has a manifest of more bytes than the limit of ${maxManifestBytes} (maxManifestBytes)`;
	return new OciError("limit-exceeded", problem, { path: name, limit: "maxManifestBytes" });
}

/** What a registry says that the digest is; it may know an algorithm that we do not. */
function claimedDigest({ headers }: Answer): Digest | undefined {
	const claimed = headers["docker-content-digest"];
	return isDigest(claimed) ? claimed : undefined;
}

interface TypeContext {
	readonly name: string;
	readonly limits: Limits;
}

/** By the header; some proxies make it a generic one, and then the document knows. */
function mediaTypeOf({ headers }: Answer, bytes: Uint8Array, { name, limits }: TypeContext): string {
	const header = (headers["content-type"] ?? "").split(";")[0]?.trim() ?? "";
	if (isIndexType(header) || isManifestType(header)) return header;

	const place: DocumentPlace = { code: "manifest-malformed", what: "the manifest", path: name };
	if (SCHEMA_1.test(header)) {
		throw new OciError("manifest-malformed", `${name} is in docker's schema 1, which is too old to be read; push it again`, { path: name });
	}
	const object = readJson(bytes, place, limits).object();
	const said = object.optional("mediaType")?.string();
	const type = said ?? (object.optional("manifests") === undefined ? TYPE_OF_MANIFEST : TYPE_OF_INDEX);
	if (isIndexType(type) || isManifestType(type)) return type;
	throw new OciError("manifest-malformed", `${name} is of the type ${JSON.stringify(type.slice(0, 120))}, which is no image`, {
		path: name,
	});
}
