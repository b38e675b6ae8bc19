import { promisify } from "node:util";
import { gunzip, zstdDecompress } from "node:zlib";
import { type Digest, digestOf, type Limits, messageOf } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { PlainFile } from "./byte-source.ts";
import type { Compression } from "./compression.ts";
import type { FileSet } from "./file-set.ts";
import { readWhole } from "./whole-file.ts";

const INFLATERS = { gzip: promisify(gunzip), zstd: promisify(zstdDecompress) };

/** A file that is one document, possibly compressed. */
export interface DocumentOrigin {
	readonly path: string;
	readonly file: PlainFile;
	readonly compression: Compression | undefined;
}

/** What a document holds. */
export interface DocumentContent {
	readonly bytes: Uint8Array;
	/** Of the file as it is, compressed or not. */
	readonly digest: Digest;
}

/** A file that is a document: a set of files with nothing in it but itself, which has no name there. */
export class DocumentFile implements FileSet {
	readonly kind = "document";
	readonly path: string;
	readonly #origin: DocumentOrigin;

	constructor(origin: DocumentOrigin) {
		this.path = origin.path;
		this.#origin = origin;
	}

	/**
	 * All of it, inflated where it is compressed.
	 *
	 * @throws {@link OciError} `limit-exceeded`, `archive-malformed`, `target-unreadable`
	 */
	async content(limits: Limits, signal: AbortSignal | undefined): Promise<DocumentContent> {
		const { path, file, compression } = this.#origin;
		const stored = { path, size: file.size, read: () => file.read({ offset: 0, length: file.size }, { signal }) };
		const bytes = await readWhole(stored, { limits, limit: "maxSbomBytes", signal });
		return { bytes: compression === undefined ? bytes : await this.#inflated(bytes, compression, limits), digest: digestOf(bytes) };
	}

	async has(): Promise<boolean> {
		return false;
	}

	async find(): Promise<undefined> {
		return undefined;
	}

	isAmbiguous(): boolean {
		return false;
	}

	close(): Promise<void> {
		return this.#origin.file.close();
	}

	async #inflated(bytes: Uint8Array, compression: Compression, { maxSbomBytes }: Limits): Promise<Uint8Array> {
		const { path } = this;
		try {
			return await INFLATERS[compression](bytes, { maxOutputLength: maxSbomBytes });
		} catch (error) {
			if (error instanceof RangeError) {
				const problem = `${path} inflates to more than the limit of ${maxSbomBytes} bytes (maxSbomBytes)`;
				throw new OciError("limit-exceeded", problem, { path, limit: "maxSbomBytes" });
			}
			throw new OciError("archive-malformed", `${path} cannot be inflated (${compression}): ${messageOf(error)}`, { path, cause: error });
		}
	}
}
