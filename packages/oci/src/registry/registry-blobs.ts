import { type Digest, formatImageReference, type ImageReference, type Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { ByteReading } from "../files/chunk-memory.ts";
import type { StoredFile } from "../files/file-set.ts";
import type { BlobClaim, RemoteBlobs } from "../manifest/blobs.ts";
import { isIndexType, isManifestType } from "../manifest/media-types.ts";
import type { FetchedManifest } from "./fetch-manifest.ts";
import type { RegistryClient } from "./registry-client.ts";

/** A blob up to this size is kept: most layers are small, and some are read twice. */
const MAX_KEPT_BLOB_BYTES = 4 * 1024 * 1024;
const MAX_KEPT_BYTES = 32 * 1024 * 1024;

/** The blobs of one image in a registry, as readers of images want them. Verifying them is the readers' business. */
export class RegistryBlobs implements RemoteBlobs {
	readonly kind = "remote";
	readonly path: string;
	readonly #client: RegistryClient;
	readonly #reference: ImageReference;
	readonly #limits: Limits;
	readonly #kept: Map<Digest, Uint8Array> = new Map();
	#keptBytes = 0;
	#fetched = 0;

	/** @param found what the reference led to, which need not be fetched again */
	constructor(client: RegistryClient, reference: ImageReference, found: FetchedManifest) {
		this.path = formatImageReference(reference);
		this.#limits = client.limits;
		this.#client = client;
		this.#reference = reference;
		this.#keep(found.descriptor.digest, found.bytes);
	}

	blob(descriptor: BlobClaim): StoredFile {
		const path = `${this.path}: ${descriptor.digest}`;
		return { path, size: descriptor.size, read: (reading) => this.#read(descriptor, reading) };
	}

	async *#read(descriptor: BlobClaim, reading: ByteReading | undefined): AsyncGenerator<Uint8Array, void, undefined> {
		const { digest, size } = descriptor;
		const kept = this.#kept.get(digest);
		if (kept !== undefined) {
			yield kept;
			return;
		}
		const copy = size <= MAX_KEPT_BLOB_BYTES ? Buffer.allocUnsafeSlow(size) : undefined;
		let at = 0;
		for await (const chunk of this.#fetch(descriptor, reading)) {
			copy?.set(chunk, at);
			at += chunk.length;
			yield chunk;
		}
		if (copy !== undefined) this.#keep(digest, copy);
	}

	async *#fetch(descriptor: BlobClaim, reading: ByteReading | undefined): AsyncGenerator<Uint8Array, void, undefined> {
		const { maxFetches } = this.#limits;
		if (++this.#fetched > maxFetches) {
			const problem = `${this.path} takes more than ${maxFetches} blobs and manifests to be fetched (maxFetches)`;
			throw new OciError("limit-exceeded", problem, { path: this.path, limit: "maxFetches" });
		}
		const { mediaType, digest, size } = descriptor;
		if (isManifestType(mediaType) || isIndexType(mediaType)) {
			const bytes = await this.#client.manifest(this.#reference, descriptor, reading?.signal);
			if (bytes.length !== size) {
				const problem = `${this.path}: ${digest} has ${bytes.length} bytes where its descriptor says ${size}`;
				throw new OciError("size-mismatch", problem, { path: this.path, blob: digest });
			}
			yield bytes;
		} else {
			yield* this.#client.blob(this.#reference, descriptor, reading);
		}
	}

	#keep(digest: Digest, bytes: Uint8Array): void {
		if (this.#kept.has(digest) || this.#keptBytes + bytes.length > MAX_KEPT_BYTES) return;
		this.#kept.set(digest, bytes);
		this.#keptBytes += bytes.length;
	}
}
