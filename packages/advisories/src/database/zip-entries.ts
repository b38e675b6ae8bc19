import { closeSync, fstatSync } from "node:fs";
import { crc32, inflateRawSync } from "node:zlib";
import { type Limits, messageOf } from "@plimsoll/core";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { AdvisoryError } from "../errors.ts";
import { type FeedFile, openFeedFile } from "./feed-file.ts";
import { FileWindow } from "./file-window.ts";

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const READ_AHEAD = 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;
/** Below this much, a ratio says nothing: a few records that repeat themselves compress a thousandfold. */
const RATIO_FLOOR = 64 * 1024 * 1024;

/**
 * The JSON files of a zip, one after the other, in the order of its central directory. Names are only ever shown, never
 * used as paths.
 *
 * @param name how errors call the file
 * @throws {@link AdvisoryError} `feed-corrupt` for what is no zip, cut short or damaged; `feed-limit`; `feed-missing`
 */
export async function* zipEntries(path: string, name: string, limits: Limits): AsyncGenerator<FeedFile> {
	const fd = openFeedFile(path, name);
	try {
		const size = fstatSync(fd).size;
		const zip = await openZip(fd, size, name);
		if (zip.entryCount > limits.maxEntries) {
			throw limitError(name, `${zip.entryCount} files, expected at most ${limits.maxEntries}`, "maxEntries");
		}
		yield* readEntries(zip, { window: new FileWindow(fd, size, READ_AHEAD), size, name, limits });
	} finally {
		closeSync(fd);
	}
}

interface Reading {
	readonly window: FileWindow;
	readonly size: number;
	readonly name: string;
	readonly limits: Limits;
}

async function* readEntries(zip: ZipFile, reading: Reading): AsyncGenerator<FeedFile> {
	const { size, name, limits } = reading;
	const allowed = Math.max(RATIO_FLOOR, size * limits.maxInflateRatio);
	let inflated = 0;
	for await (const entry of corruptionNamed(zip.eachEntry(), name)) {
		const file = entry.fileNameRaw.toString("utf8");
		if (!file.endsWith(".json")) continue;
		if (entry.uncompressedSize > limits.maxAdvisoryBytes || entry.compressedSize > limits.maxAdvisoryBytes) {
			yield { name: file, problem: `larger than ${limits.maxAdvisoryBytes} bytes (maxAdvisoryBytes)` };
			continue;
		}
		const bytes = readEntry(entry, file, reading);
		inflated += bytes.length;
		if (inflated > allowed) throw limitError(name, `more than ${limits.maxInflateRatio} bytes for each of its own`, "maxInflateRatio");
		yield { name: file, bytes };
	}
}

function readEntry(entry: Entry, file: string, { window, name }: Reading): Buffer {
	const start = entry.relativeOffsetOfLocalHeader;
	const header = window.read(start, LOCAL_HEADER_BYTES);
	if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER) {
		throw corruptError(name, `${file}: expected a local header at ${start}`);
	}
	const skip = LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
	const stored = window.read(start + skip, entry.compressedSize);
	if (stored.length < entry.compressedSize) throw corruptError(name, `${file}: the file ends before its content does`);

	const bytes = inflate(entry, stored, name, file);
	if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32) {
		throw corruptError(name, `${file}: expected ${entry.uncompressedSize} bytes with checksum ${entry.crc32}`);
	}
	return bytes;
}

function inflate(entry: Entry, stored: Buffer, name: string, file: string): Buffer {
	if (entry.isEncrypted()) throw corruptError(name, `${file}: encrypted`);
	if (entry.compressionMethod === STORED) return stored;
	if (entry.compressionMethod !== DEFLATED) throw corruptError(name, `${file}: unknown compression ${entry.compressionMethod}`);
	try {
		return inflateRawSync(stored, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
	} catch (error) {
		throw corruptError(name, `${file}: ${messageOf(error)}`, error);
	}
}

async function openZip(fd: number, size: number, name: string): Promise<ZipFile> {
	try {
		const reader = new WindowReader(new FileWindow(fd, size, READ_AHEAD));
		return await yauzl.fromRandomAccessReaderPromise(reader, size, { autoClose: false, decodeStrings: false });
	} catch (error) {
		throw corruptError(name, messageOf(error), error);
	}
}

/** Gives the zip reader its small reads from memory. */
class WindowReader extends yauzl.RandomAccessReader {
	readonly #window: FileWindow;

	constructor(window: FileWindow) {
		super();
		this.#window = window;
	}

	override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
		const bytes = this.#window.read(position, length);
		bytes.copy(buffer, offset);
		callback(bytes.length === length ? null : new Error("unexpected end of the file"));
	}
}

async function* corruptionNamed(entries: AsyncIterable<Entry>, name: string): AsyncGenerator<Entry> {
	try {
		yield* entries;
	} catch (error) {
		throw error instanceof AdvisoryError ? error : corruptError(name, messageOf(error), error);
	}
}

function corruptError(name: string, found: string, cause?: unknown): AdvisoryError {
	return new AdvisoryError("feed-corrupt", `${name}: expected a whole zip: ${found}`, { path: name, cause });
}

function limitError(name: string, found: string, limit: "maxEntries" | "maxInflateRatio"): AdvisoryError {
	return new AdvisoryError("feed-limit", `${name}: ${found} (${limit})`, { path: name, limit });
}
