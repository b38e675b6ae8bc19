import { crc32, inflateRawSync } from "node:zlib";
import type { Parsed, Problem } from "../formats/problem.ts";
import type { ArchiveBudget } from "./archive-budget.ts";
import type { ZipEntry } from "./central-header.ts";
import { storedBytes } from "./local-header.ts";

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Below this much, a ratio says nothing: a short file that repeats itself compresses a thousandfold. */
const RATIO_MATTERS_FROM = 1024 * 1024;
const MAX_CHUNK = 1024 * 1024;
const MIN_CHUNK = 64;

type SizeLimit = "maxFileBytes" | "maxArchiveFileBytes";

interface Bounds {
	readonly budget: ArchiveBudget;
	readonly sizeLimit: SizeLimit;
}

/**
 * The content of an entry. Stored content is not copied. What is inflated is bounded by what the central directory announces,
 * and that by `sizeLimit`, `maxInflateRatio` and the archive's budget.
 */
export function readEntry(
	bytes: Uint8Array,
	entry: ZipEntry,
	budget: ArchiveBudget,
	sizeLimit: SizeLimit = "maxFileBytes",
): Parsed<Uint8Array> {
	if ((entry.flags & ENCRYPTED) !== 0) return failed({ code: "file-unreadable", message: "is encrypted" });
	const { value: stored, problem } = storedBytes(bytes, entry);
	if (stored === undefined) return { problem };

	const content = entry.method === STORED ? { value: stored } : inflated(entry, stored, { budget, sizeLimit });
	if (content.value === undefined) return content;
	const whole = content.value.length === entry.size && crc32(content.value) === entry.crc32;
	return whole ? content : failed({ code: "file-malformed", message: `is not the ${entry.size} bytes that its checksum is of` });
}

function inflated(entry: ZipEntry, stored: Uint8Array, bounds: Bounds): Parsed<Uint8Array> {
	if (entry.method !== DEFLATED) {
		return failed({ code: "file-unreadable", message: `is compressed by method ${entry.method}; expected ${STORED} or ${DEFLATED}` });
	}
	const limited = limitOf(entry, bounds);
	if (limited !== undefined) return failed(limited);
	try {
		const chunkSize = Math.min(MAX_CHUNK, Math.max(MIN_CHUNK, entry.size + 1));
		return { value: inflateRawSync(stored, { maxOutputLength: Math.max(1, entry.size), chunkSize }) };
	} catch {
		return failed({ code: "file-malformed", message: `does not inflate to the ${entry.size} bytes announced` });
	}
}

function limitOf({ size, stored }: ZipEntry, { budget, sizeLimit }: Bounds): Problem | undefined {
	const { [sizeLimit]: maxBytes, maxInflateRatio } = budget.limits;
	if (size > maxBytes) return { code: "file-limit", message: `has ${size} bytes, more than the limit of ${maxBytes}`, limit: sizeLimit };
	if (size > RATIO_MATTERS_FROM && size > stored * maxInflateRatio) {
		return { code: "file-limit", message: `inflates to more than ${maxInflateRatio} times its size`, limit: "maxInflateRatio" };
	}
	return budget.takeBytes(size);
}

function failed(problem: Problem): { problem: Problem } {
	return { problem };
}
