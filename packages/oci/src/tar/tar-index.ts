import type { Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { cleanPath, depthOf } from "./clean-path.ts";
import { type DecoderStep, EntryDecoder } from "./entry-decoder.ts";
import type { TarEntry, TarKind, TarProblem } from "./tar-entry.ts";
import { BLOCK } from "./tar-header.ts";

/** A member of an archive whose bytes can be read where they are. */
export interface TarMember {
	/** Cleaned, without a slash at the start: `blobs/sha256/…`. */
	readonly path: string;
	/** A sparse file counts as `other`: its bytes do not lie in one piece. */
	readonly kind: TarKind;
	/** Bytes of a file, else 0. */
	readonly size: number;
	/** Where the bytes of a file start. */
	readonly offset: number;
	/** The target of a symlink or hard link, as stored. */
	readonly linkTarget?: string;
}

/** Reads bytes at an offset: as many as asked for, fewer only at the end of the file. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

/** Headers close together, as those of small members are, cost one read. */
const WINDOW = 64 * 1024;

/**
 * Lists the members of an archive that can be read at any offset, by their headers alone. Names that occur twice are listed
 * twice, in order; the last is the one that counts.
 *
 * @param size bytes of the archive
 * @throws {@link OciError} `archive-malformed`, `limit-exceeded`
 */
export async function indexTar(read: ReadAt, size: number, limits: Limits): Promise<TarMember[]> {
	const decoder = new EntryDecoder(limits, refuse);
	const window = new Window(read, size);
	const members: TarMember[] = [];
	let isMap = false;
	for (let at = 0; at < size; ) {
		const block = await window.bytes(at, BLOCK);
		const step: DecoderStep = isMap ? decoder.map(block, 0) : decoder.header(block, 0);
		isMap = step === "map";
		at += BLOCK;
		if (step === "end") return members;
		const next = endOfBody(at, decoder.bodySize, size);

		if (step === "extended") decoder.extended(await window.bytes(at, decoder.bodySize));
		if (step === "entry") addMember(members, decoder.entry, at, limits);
		if (!isMap) at = next;
	}
	if (decoder.isPending || isMap) throw new OciError("archive-malformed", "The tar is cut short: it ends inside a header");
	return members;
}

/** Where the padding of a body ends. As in a stream, that of the last body may be missing as a whole. */
function endOfBody(at: number, bodySize: number, size: number): number {
	const end = at + Math.ceil(bodySize / BLOCK) * BLOCK;
	if (end > size && at + bodySize !== size) throw cutShort(end, size);
	return end;
}

/** An archive of an image has no entry that could be left out. */
function refuse(problem: TarProblem): never {
	const message = `The archive is malformed: ${problem.message}`;
	if (problem.limit === undefined) throw new OciError("archive-malformed", message);
	throw new OciError("limit-exceeded", message, { limit: problem.limit });
}

function addMember(members: TarMember[], entry: TarEntry | undefined, offset: number, limits: Limits): void {
	if (entry === undefined) return;
	const path = cleanPath(entry.path).slice(1);
	if (members.length >= limits.maxEntries) {
		throw new OciError("limit-exceeded", `The archive has more entries than the limit of ${limits.maxEntries}`, { limit: "maxEntries" });
	}
	if (depthOf(path) > limits.maxPathDepth) {
		const message = `A path of the archive is deeper than the limit of ${limits.maxPathDepth} folders`;
		throw new OciError("limit-exceeded", message, { limit: "maxPathDepth" });
	}
	members.push({
		path,
		kind: entry.sparse === undefined ? entry.kind : "other",
		size: entry.sparse === undefined ? entry.size : 0,
		offset,
		...(entry.linkTarget === undefined ? {} : { linkTarget: entry.linkTarget }),
	});
}

/** Bytes of the archive around where they were asked for last. */
class Window {
	readonly #read: ReadAt;
	readonly #size: number;
	#bytes: Buffer = Buffer.alloc(0);
	#start = 0;

	constructor(read: ReadAt, size: number) {
		this.#read = read;
		this.#size = size;
	}

	async bytes(offset: number, length: number): Promise<Buffer> {
		if (offset < this.#start || offset + length > this.#start + this.#bytes.length) {
			const bytes = await this.#read(offset, Math.min(Math.max(length, WINDOW), this.#size - offset));
			this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
			this.#start = offset;
		}
		if (offset + length > this.#start + this.#bytes.length) throw cutShort(offset + length, this.#start + this.#bytes.length);
		return this.#bytes.subarray(offset - this.#start, offset - this.#start + length);
	}
}

function cutShort(expected: number, found: number): OciError {
	return new OciError("archive-malformed", `The tar is cut short: at least ${expected} bytes were expected, ${found} are there`);
}
