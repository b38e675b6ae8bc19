import { type CoverageSink, type Digest, type Limits, messageOf } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { readWhole } from "../files/whole-file.ts";
import type { Document } from "../image.ts";
import { verifyDigest } from "../manifest/blobs.ts";
import { type Descriptor, readDescriptor } from "../manifest/descriptor.ts";
import { malformed, readJson } from "../manifest/json-document.ts";
import type { Referrer, ReferrerSource } from "./referrer-source.ts";
import { canBeSbom } from "./sbom-types.ts";

/** Referrers of one manifest that are looked into; images have a handful. */
const MAX_REFERRERS = 64;

/** How attached documents are fetched. */
export interface AttachedOptions {
	readonly limits: Limits;
	/** Takes what could not be fetched or was not as it should be. */
	readonly report: CoverageSink;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Fetches what is attached to a manifest as a bill of materials, or as an attestation of one, one after the other in the order of
 * the registry. Digests are verified, and that each says itself whom it is about; who made it is not.
 *
 * @throws {@link OciError} where the referrers cannot be listed; what is wrong with one of them is a coverage entry
 */
export async function* attachedSboms(
	source: ReferrerSource,
	digest: Digest,
	options: AttachedOptions,
): AsyncGenerator<Document, void, undefined> {
	const referrers = await source.referrers(digest, options.signal);
	const possible = referrers.filter(({ artifactType = "", annotations }) => artifactType === "" || canBeSbom(artifactType, annotations));
	for (const referrer of possible.slice(0, MAX_REFERRERS)) {
		try {
			yield* documentsOf(source, { referrer, about: digest }, options);
		} catch (error) {
			options.signal?.throwIfAborted();
			if (!(error instanceof OciError)) throw error;
			options.report({
				code: "reference-ignored",
				message: `${source.name}@${referrer.digest}, attached to ${digest}: ${messageOf(error)}`,
			});
		}
	}
}

interface Attachment {
	readonly referrer: Referrer;
	/** What the referrer should be about. */
	readonly about: Digest;
}

async function* documentsOf(
	source: ReferrerSource,
	attachment: Attachment,
	options: AttachedOptions,
): AsyncGenerator<Document, void, undefined> {
	for (const descriptor of await layersOf(source, attachment, options)) {
		const target = `${source.name}@${attachment.referrer.digest}`;
		const file = { path: target, size: descriptor.size, read: () => source.blob(descriptor, { signal: options.signal }) };
		const bytes = await readWhole(file, { limits: options.limits, limit: "maxSbomBytes", signal: options.signal });
		verifyDigest(bytes, descriptor.digest, target);
		yield { kind: "document", target, digest: descriptor.digest, bytes };
	}
}

/** The layers of an artifact's manifest that can be bills of materials. */
async function layersOf(
	source: ReferrerSource,
	{ referrer, about }: Attachment,
	{ limits, signal }: AttachedOptions,
): Promise<readonly Descriptor[]> {
	const { digest, annotations } = referrer;
	const place = { code: "manifest-malformed", what: "the manifest", path: source.name, blob: digest } as const;
	const manifest = readJson(await source.manifest({ digest }, signal), place, limits).object();
	const subject = manifest.optional("subject")?.object().required("digest").digest();
	if (subject !== about) throw malformed(place, `is about ${subject ?? "nothing"} where ${about} is expected`);
	return manifest
		.list("layers")
		.map(readDescriptor)
		.filter(({ mediaType }) => canBeSbom(mediaType, annotations));
}
