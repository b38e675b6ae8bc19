import type { BlobReader } from "./blob-reader.ts";
import type { LayerFormat } from "./compression.ts";
import { Inflater } from "./inflater.ts";
import type { TarIntake } from "./tar-intake.ts";

/**
 * Where inflating goes in small pieces: zlib drops all output of the piece of input in which it meets damage, so that the
 * smaller the piece, the less is lost of what came before.
 */
export interface Care {
	/** Offset in the blob. */
	readonly from: number;
	readonly piece: number;
}

/** Why a blob could not be inflated to its end. */
export interface Damage {
	readonly reason: string;
	/** Bytes of the blob whose content came through. */
	readonly at: number;
	/** Whether the blob simply ends too early: then nothing was dropped. */
	readonly isCutShort: boolean;
}

/** How a blob is fed. */
export interface FeedOptions {
	readonly format: LayerFormat;
	readonly care: Care;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Moves the content of a blob into `intake`, until either ends.
 *
 * @throws the reason of `signal`, when that is aborted
 */
export async function feed(blob: BlobReader, intake: TarIntake, options: FeedOptions): Promise<Damage | undefined> {
	if (options.format !== "tar") return feedInflated(blob, intake, { ...options, format: options.format });

	for (let chunk = await blob.next(); chunk !== undefined && intake.failure === undefined; chunk = await blob.next())
		intake.take(chunk, Number.POSITIVE_INFINITY);
	return undefined;
}

interface InflateOptions extends FeedOptions {
	readonly format: "gzip" | "zstd";
}

async function feedInflated(blob: BlobReader, intake: TarIntake, options: InflateOptions): Promise<Damage | undefined> {
	const { format, care, signal } = options;
	const inflater = new Inflater(format, (bytes) => {
		intake.take(bytes, blob.size);
		// At once, not when the next input comes: what is being read now may inflate to terabytes.
		if (intake.failure !== undefined || signal?.aborted) inflater.stop();
	});
	try {
		for (let offset = 0; !inflater.isDone; ) {
			const chunk = await blob.next();
			if (chunk === undefined) break;
			await write(inflater, chunk, { from: Math.max(care.from - offset, 0), piece: care.piece });
			offset += chunk.length;
		}
		await inflater.end();
	} finally {
		inflater.stop();
	}
	signal?.throwIfAborted();
	const { failure } = inflater;
	if (failure === undefined || intake.failure !== undefined) return undefined;
	return { reason: `its ${format} is damaged: ${failure.message}`, at: inflater.consumed, isCutShort: failure.code === "Z_BUF_ERROR" };
}

async function write(inflater: Inflater, chunk: Uint8Array, care: Care): Promise<void> {
	const split = Math.min(care.from, chunk.length);
	if (split > 0) await inflater.write(chunk.subarray(0, split));
	for (let at = split; at < chunk.length && !inflater.isDone; at += care.piece) await inflater.write(chunk.subarray(at, at + care.piece));
}
