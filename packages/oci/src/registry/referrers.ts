import { algorithmOf, type Digest, hexOf, type Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { readDescriptor } from "../manifest/descriptor.ts";
import { type JsonValue, readJson } from "../manifest/json-document.ts";
import { isIndexType } from "../manifest/media-types.ts";
import type { Referrer } from "../referrers/referrer-source.ts";
import type { Connection, RegistryRequest } from "./connection.ts";
import { fetchManifest } from "./fetch-manifest.ts";
import { readPages } from "./listings.ts";
import { nameOf } from "./registry-failure.ts";

/** Which referrers are wanted. */
export interface ReferrersRequest {
	readonly digest: Digest;
	readonly artifactType?: string | undefined;
	readonly limits: Limits;
	readonly signal?: AbortSignal | undefined;
}

/** How registries answer that do not know how to list referrers. */
const WITHOUT_API: ReadonlySet<number> = new Set([400, 404, 405, 501]);

/**
 * Lists what refers to a manifest: by the registry's own list, or where it keeps none by the tag that clients keep instead.
 * Nothing vouches for the list; each referrer is verified when it is fetched, and its `subject` is the reader's to compare.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers
 * @throws {@link OciError} `registry-…`, `limit-exceeded`
 */
export async function listReferrers(connection: Connection, request: ReferrersRequest): Promise<readonly Referrer[]> {
	const { digest, artifactType, limits, signal } = request;
	const query = artifactType === undefined ? "" : `?${new URLSearchParams({ artifactType })}`;
	const asked: RegistryRequest = { path: `referrers/${digest}${query}`, what: `list of referrers of ${digest}`, signal };
	const answer = await connection.ask(asked);
	const found: Referrer[] = [];
	if (answer.status === 200 && isIndexType((answer.headers["content-type"] ?? "").split(";")[0] ?? "")) {
		for await (const page of readPages(connection, answer, asked, limits)) {
			for (const item of page.list("manifests")) found.push(readReferrer(item));
		}
	} else if (answer.status === 200 || WITHOUT_API.has(answer.status)) {
		await answer.discard();
		found.push(...(await listByTag(connection, request)));
	} else {
		return await connection.fail(answer, asked.what);
	}
	// A registry need not filter.
	return artifactType === undefined ? found : found.filter((referrer) => referrer.artifactType === artifactType);
}

/** @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#referrers-tag-schema */
async function listByTag(connection: Connection, { digest, limits, signal }: ReferrersRequest): Promise<readonly Referrer[]> {
	const reference = `${algorithmOf(digest)}-${hexOf(digest).slice(0, 64)}`;
	try {
		const { bytes } = await fetchManifest(connection, { reference, limits, signal });
		const place = { code: "index-malformed", what: "the list of referrers", path: `${nameOf(connection.endpoint)}:${reference}` } as const;
		return readJson(bytes, place, limits).object().list("manifests").map(readReferrer);
	} catch (error) {
		if (error instanceof OciError && error.code === "manifest-unknown") return [];
		throw error;
	}
}

function readReferrer(value: JsonValue): Referrer {
	const { mediaType, digest, size } = readDescriptor(value);
	const object = value.object();
	const artifactType = object.optional("artifactType")?.string();
	const annotations = object.optional("annotations")?.object();
	const texts = (annotations?.keys() ?? []).map((key) => [key, annotations?.member(key)?.string() ?? ""] as const);
	return { mediaType, digest, size, ...(artifactType === undefined ? {} : { artifactType }), annotations: new Map(texts) };
}
