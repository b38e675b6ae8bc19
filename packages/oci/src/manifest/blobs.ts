import { algorithmOf, type Digest, digestOf, hexOf, type LimitName, type Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { FileSet, StoredFile } from "../files/file-set.ts";
import { readWhole, refuseLarge } from "../files/whole-file.ts";
import type { Descriptor } from "./descriptor.ts";

/** Blobs that lie elsewhere, such as in a registry, and are known by what leads to them. */
export interface RemoteBlobs {
	readonly kind: "remote";
	/** The repository or image, as the user named it. */
	readonly path: string;
	/** A blob as it is described; that it is not there only shows when it is read. */
	blob(descriptor: BlobClaim): StoredFile;
}

/** What leads to a blob. */
export type BlobClaim = Pick<Descriptor, "digest" | "size" | "mediaType">;

/** Where the blobs of images are, and how far to go with them. */
export interface Layout {
	readonly files: FileSet | RemoteBlobs;
	readonly limits: Limits;
	readonly signal?: AbortSignal | undefined;
}

/** An OCI layout of files, and how far to go with them. */
export interface StoredLayout extends Layout {
	readonly files: FileSet;
}

/** Where a layout keeps a blob. */
export function blobName(digest: Digest): string {
	return `blobs/${algorithmOf(digest)}/${hexOf(digest)}`;
}

/**
 * Finds a blob that is as large as is said.
 *
 * @throws {@link OciError} `blob-missing`, `blob-not-a-file`, `size-mismatch`
 */
export async function findBlob(files: Layout["files"], descriptor: BlobClaim): Promise<StoredFile> {
	if (files.kind === "remote") return files.blob(descriptor);

	const { digest, size } = descriptor;
	const file = await files.find(blobName(digest));
	if (file === undefined) {
		throw new OciError("blob-missing", `${files.path} has no blob ${digest}`, { path: files.path, blob: digest });
	}
	if (file.size !== size) {
		throw new OciError("size-mismatch", `${file.path} has ${file.size} bytes where its descriptor says ${size}`, {
			path: file.path,
			blob: digest,
		});
	}
	return file;
}

/**
 * Reads a small blob, verified.
 *
 * @throws {@link OciError} `limit-exceeded`, `digest-mismatch`, and as {@link findBlob}
 */
export async function readBlob({ files, limits, signal }: Layout, descriptor: Descriptor, limit: LimitName): Promise<Uint8Array> {
	refuseLarge(`${files.path}: ${descriptor.digest}`, descriptor.size, { limits, limit });
	const file = await findBlob(files, descriptor);
	const bytes = await readWhole(file, { limits, limit, signal });
	verifyDigest(bytes, descriptor.digest, file.path);
	return bytes;
}

/**
 * Holds bytes against their digest.
 *
 * @throws {@link OciError} `digest-mismatch`
 */
export function verifyDigest(bytes: Uint8Array, expected: Digest, path: string): void {
	const found = digestOf(bytes, algorithmOf(expected));
	if (found === expected) return;
	throw new OciError("digest-mismatch", `${path} has the digest ${found} where ${expected} is expected`, { path, blob: expected });
}
