import type { Digest } from "@plimsoll/core";
import type { ByteReading } from "../files/chunk-memory.ts";
import type { Descriptor } from "../manifest/descriptor.ts";

/** A manifest that says of itself that it is about another: a signature, an SBOM, an attestation. */
export interface Referrer {
	readonly mediaType: string;
	readonly digest: Digest;
	readonly size: number;
	readonly artifactType?: string;
	readonly annotations: ReadonlyMap<string, string>;
}

/** Where referrers of one repository come from: a registry. */
export interface ReferrerSource {
	/** Where it is, for messages: `ghcr.io/org/app`. */
	readonly name: string;
	/** What refers to a manifest. Nothing vouches for the list. */
	referrers(digest: Digest, signal?: AbortSignal): Promise<readonly Referrer[]>;
	/** The bytes of a manifest, verified. */
	manifest(descriptor: Pick<Descriptor, "digest">, signal?: AbortSignal): Promise<Uint8Array>;
	/** The bytes of a blob, as many as its descriptor says; not verified. */
	blob(descriptor: Pick<Descriptor, "digest" | "size">, reading?: ByteReading): AsyncIterable<Uint8Array>;
}
