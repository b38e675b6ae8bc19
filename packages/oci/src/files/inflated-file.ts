import { pipeline, Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { type Limits, messageOf } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { ByteSource, PlainFile } from "./byte-source.ts";
import type { Compression } from "./compression.ts";
import { ForwardReader } from "./forward-reader.ts";
import { type ByteRange, endsEarly } from "./regular-file.ts";

const CHUNK_BYTES = 256 * 1024;

/** How much must come out of an archive before what went in is held against it. */
const RATIO_FLOOR_BYTES = 64 * 1024 * 1024;

/** Where an {@link InflatedFile} comes from. */
export interface InflatedOrigin {
	readonly file: PlainFile;
	readonly path: string;
	readonly compression: Compression;
	readonly limits: Limits;
}

/**
 * An archive that is compressed as a whole, as `docker save | gzip` makes it. Compressed bytes cannot be entered in the
 * middle, and nothing is written to disk: each part that was not kept is found by inflating from the start. That costs one
 * pass per large layer; tools that write archives compress the layers instead.
 */
export class InflatedFile implements ByteSource {
	readonly #origin: InflatedOrigin;
	readonly #kept = new Map<number, Uint8Array>();

	constructor(origin: InflatedOrigin) {
		this.#origin = origin;
	}

	/** Reads parts that will be wanted soon in one pass, and keeps them in memory. */
	async keep(ranges: readonly ByteRange[], signal?: AbortSignal): Promise<void> {
		if (ranges.length === 0) return;

		const forward = new ForwardReader(this.inflate(signal));
		try {
			for (const { offset, length } of ranges.toSorted((a, b) => a.offset - b.offset)) {
				const bytes = await forward.read(offset, length);
				if (bytes.length < length) throw endsEarly(this.#origin.path, offset + length, offset + bytes.length);
				// A copy: a part of a chunk would hold all of the chunk in memory.
				this.#kept.set(offset, new Uint8Array(bytes));
			}
		} finally {
			await forward.close();
		}
	}

	async *read({ offset, length }: ByteRange, signal?: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
		const kept = this.#kept.get(offset);
		if (kept?.length === length) {
			yield kept;
			return;
		}
		const end = offset + length;
		let at = 0;
		for await (const chunk of this.inflate(signal)) {
			const part = chunk.subarray(Math.max(0, offset - at), Math.max(0, end - at));
			at += chunk.length;
			if (part.length > 0) yield part;
			if (at >= end) return;
		}
		throw endsEarly(this.#origin.path, end, at);
	}

	/**
	 * All bytes, from the start.
	 *
	 * @throws {@link OciError} `archive-malformed`, `limit-exceeded`, `target-unreadable`
	 */
	async *inflate(signal?: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
		const { file, path, compression } = this.#origin;
		const source = Readable.from(file.read({ offset: 0, length: file.size }, signal), { objectMode: false });
		const inflater = compression === "gzip" ? createGunzip({ chunkSize: CHUNK_BYTES }) : createZstdDecompress({ chunkSize: CHUNK_BYTES });
		// An error of the source reaches the loop below as an error of the inflater.
		pipeline(source, inflater, () => {});
		let total = 0;
		try {
			for await (const chunk of inflater as AsyncIterable<Uint8Array>) {
				total += chunk.length;
				this.#refuseBomb(total);
				yield chunk;
			}
		} catch (error) {
			if (error instanceof OciError || signal?.aborted) throw error;
			throw new OciError("archive-malformed", `${path} cannot be inflated (${compression}): ${messageOf(error)}`, { path, cause: error });
		} finally {
			inflater.destroy();
		}
	}

	close(): Promise<void> {
		this.#kept.clear();
		return this.#origin.file.close();
	}

	#refuseBomb(total: number): void {
		const { file, path, limits } = this.#origin;
		const byRatio = Math.max(RATIO_FLOOR_BYTES, file.size * limits.maxInflateRatio);
		if (total <= byRatio && total <= limits.maxImageBytes) return;

		const limit = total > byRatio ? "maxInflateRatio" : "maxImageBytes";
		const problem = `${path} inflates its ${file.size} bytes to more than ${total}, above the limit of ${limits[limit]} (${limit})`;
		throw new OciError("limit-exceeded", problem, { path, limit });
	}
}
