import { algorithmOf, type Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { Layer } from "../image.ts";
import { BlobReader } from "./blob-reader.ts";
import { detectFormat, type LayerFormat, SNIFFED_BYTES } from "./compression.ts";
import { EntryCollector, type KeepsContent } from "./entry-collector.ts";
import type { TakesExcerpt } from "./excerpts.ts";
import { type Care, feed } from "./feed.ts";
import { claimedDiffId, complaintOf, coverageOf, judgeBlob, judgeTar, refused } from "./judgement.ts";
import type { LayerAnalysis } from "./layer-analysis.ts";
import { TarIntake } from "./tar-intake.ts";

/** How a layer is read. */
export interface AnalyseOptions {
	readonly limits: Limits;
	/** Whether the content of a file is to be kept. */
	readonly keeps: KeepsContent;
	/** Asks for excerpts of files. */
	readonly excerpts?: TakesExcerpt;
	readonly signal?: AbortSignal;
	/** Told how many more bytes of the blob were read. */
	readonly onBytes?: (bytes: number) => void;
}

const NO_CARE: Care = { from: Number.POSITIVE_INFINITY, piece: 1 };
/** A damaged layer is read again with these pieces, from where the reading before failed; the last loses nothing. */
const CAREFUL_PIECES = [512, 1];

/** One reading of a layer. */
interface Reading {
	readonly analysis: LayerAnalysis;
	/** Where inflating failed. */
	readonly damagedAt?: number;
}

/**
 * Reads a layer once, in a stream: inflates it, hashes it as stored and as inflated, lists its entries and keeps the content
 * that is asked for. Whatever is wrong with it costs that layer only and is said in {@link LayerAnalysis.coverage}; nothing of
 * a blob that is not what the manifest names is used. Only a damaged layer is read again.
 *
 * @throws the reason of `signal`, when that is aborted
 */
export async function analyseLayer(layer: Layer, options: AnalyseOptions): Promise<LayerAnalysis> {
	let reading = await read(layer, options, NO_CARE);
	for (const piece of CAREFUL_PIECES) {
		if (reading.damagedAt === undefined) break;
		const { onBytes: _, ...silently } = options;
		reading = await read(layer, silently, { from: reading.damagedAt, piece });
	}
	return reading.analysis;
}

async function read(layer: Layer, options: AnalyseOptions, care: Care): Promise<Reading> {
	const blob = new BlobReader(layer, options);
	try {
		const detected = detectFormat(await blob.head(SNIFFED_BYTES));
		if ("format" in detected) return await readTar({ layer, blob, format: detected.format, options }, care);

		await blob.drain();
		const what = `it is stored as ${detected.found} (media type ${layer.mediaType}), not as gzip, zstd or a plain tar`;
		return { analysis: refused(layer, blob, judgeBlob(layer, blob) ?? { code: "layer-unsupported", what }) };
	} catch (error) {
		if (!(error instanceof OciError)) throw error;
		return { analysis: refused(layer, blob, complaintOf(error, layer)) };
	} finally {
		await blob.close();
	}
}

interface Task {
	readonly layer: Layer;
	readonly blob: BlobReader;
	readonly format: LayerFormat;
	readonly options: AnalyseOptions;
}

async function readTar({ layer, blob, format, options }: Task, care: Care): Promise<Reading> {
	const collector = new EntryCollector({ layer: layer.digest, ...options });
	const algorithm = algorithmOf(claimedDiffId(layer) ?? layer.digest);
	const isHashedAsBlob = format === "tar" && algorithm === algorithmOf(layer.digest);
	const intake = new TarIntake(collector, algorithm, options.limits, isHashedAsBlob);
	const damage = await feed(blob, intake, { format, care, signal: options.signal });
	// The digest of the blob decides whether anything is used: it is computed even where the content is of no more use.
	await blob.drain();
	const mismatch = judgeBlob(layer, blob);
	if (mismatch !== undefined) return { analysis: refused(layer, blob, mismatch) };

	if (damage === undefined) intake.end();
	const digest = isHashedAsBlob ? blob.digest() : intake.digest();
	const complaint = judgeTar(layer, { failure: intake.failure, damage, digest, isEnded: intake.isEnded });
	const isWhole = complaint === undefined || complaint.code === "layer-diff-id-mismatch";
	if (!isWhole && intake.isInsideEntry) collector.columns.removeLast();
	const analysis: LayerAnalysis = {
		blobDigest: blob.digest(),
		diffId: isWhole ? digest : undefined,
		blobSize: blob.size,
		tarSize: intake.size,
		entries: collector.columns.finish(),
		contents: collector.contents,
		excerpts: collector.excerpts,
		withheld: collector.withheld,
		coverage: [...collector.coverage(), ...(complaint === undefined ? [] : [coverageOf(layer, complaint)])],
	};
	return isWhole || damage === undefined || damage.isCutShort ? { analysis } : { analysis, damagedAt: damage.at };
}
