import { pipeline, Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { type Limits, messageOf } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { ByteSource, PlainFile } from "./byte-source.ts";
import type { ByteReading } from "./chunk-memory.ts";
import type { Compression } from "./compression.ts";
import { ForwardReader } from "./forward-reader.ts";
import { KeptStretches } from "./kept-stretches.ts";
import { type ByteRange, endsEarly } from "./regular-file.ts";

const CHUNK_BYTES = 256 * 1024;

/** Stretches of the archive up to this size are kept in memory: they hold all documents, and most layers. */
const KEPT_STRETCH_BYTES = 8 * 1024 * 1024;
/** All of them together. */
const KEPT_BYTES = 64 * 1024 * 1024;

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
	readonly #kept = new KeptStretches({ stretch: KEPT_STRETCH_BYTES, total: KEPT_BYTES });

	constructor(origin: InflatedOrigin) {
		this.#origin = origin;
	}

	/** Starts one pass in which it can be listed. What lies between its reads, unless it is large, is kept for later. */
	list(signal?: AbortSignal): ForwardReader {
		return new ForwardReader(this.#inflate(signal), this.#kept);
	}

	async *read({ offset, length }: ByteRange, { signal }: ByteReading = {}): AsyncGenerator<Uint8Array, void, undefined> {
		const kept = this.#kept.find({ offset, length });
		if (kept !== undefined) {
			yield kept;
			return;
		}
		const end = offset + length;
		let at = 0;
		for await (const chunk of this.#inflate(signal)) {
			const part = chunk.subarray(Math.max(0, offset - at), Math.max(0, end - at));
			at += chunk.length;
			if (part.length > 0) yield part;
			if (at >= end) return;
		}
		throw endsEarly(this.#origin.path, end, at);
	}

	/** All bytes, from the start. */
	async *#inflate(signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void, undefined> {
		const { file, path, compression } = this.#origin;
		const source = Readable.from(file.read({ offset: 0, length: file.size }, { signal }), { objectMode: false });
		const inflater = compression === "gzip" ? createGunzip({ chunkSize: CHUNK_BYTES }) : createZstdDecompress({ chunkSize: CHUNK_BYTES });
		// An error of the source reaches the loop below as an error of the inflater, and the end of the loop the source.
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
