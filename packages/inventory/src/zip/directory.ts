import type { Parsed, Problem } from "../formats/problem.ts";
import type { ArchiveBudget } from "./archive-budget.ts";
import { viewOf } from "./binary.ts";
import { centralHeader, entryOf, type ZipEntry } from "./central-header.ts";
import { type DirectoryPlace, findDirectory } from "./end-record.ts";
import { LOCAL_HEADER, LOCAL_HEADER_BYTES } from "./local-header.ts";
import { overlapping } from "./overlaps.ts";

/** The entries of a zip that were asked for. */
export interface ZipDirectory {
	/** In the order of the central directory. */
	readonly entries: readonly ZipEntry[];
	/** What was wrong with single entries, which are left out, or with what comes after them. */
	readonly problems: readonly Problem[];
}

/**
 * Reads the central directory of a zip. Entries that share bytes are left out: no honest zip has any, and what a reader
 * makes of them depends on the reader.
 *
 * @param wants tells by its name whether an entry is needed
 */
export function readDirectory(bytes: Uint8Array, budget: ArchiveBudget, wants: (name: string) => boolean): Parsed<ZipDirectory> {
	const { value: place, problem } = findDirectory(bytes);
	return place === undefined ? { problem } : { value: new DirectoryReader(bytes, place, wants).read(budget) };
}

class DirectoryReader {
	readonly #bytes: Uint8Array;
	readonly #view: DataView;
	readonly #place: DirectoryPlace;
	readonly #wants: (name: string) => boolean;
	readonly #wanted: { readonly entry: ZipEntry; readonly index: number }[] = [];
	readonly #problems: Problem[] = [];
	readonly #starts: number[] = [];
	readonly #ends: number[] = [];

	constructor(bytes: Uint8Array, place: DirectoryPlace, wants: (name: string) => boolean) {
		this.#bytes = bytes;
		this.#view = viewOf(bytes);
		this.#place = place;
		this.#wants = wants;
	}

	read(budget: ArchiveBudget): ZipDirectory {
		const count = this.#readHeaders(budget);
		// Writers without zip64 let the number of entries begin again at 0.
		if (this.#problems.length === 0 && count % 0x10000 !== this.#place.entries % 0x10000) {
			this.#malformed(`${this.#place.entries} entries announced, ${count} found`);
		}
		const overlaps = overlapping(this.#starts, this.#ends);
		if (overlaps.size > 0) this.#malformed(`${overlaps.size} of its entries share bytes with others and are not read`);
		const entries = this.#wanted.filter(({ index }) => !overlaps.has(index)).map(({ entry }) => entry);
		return { entries, problems: this.#problems };
	}

	/** @returns how many there were */
	#readHeaders(budget: ArchiveBudget): number {
		const { start, end } = this.#place;
		let count = 0;
		for (let position = start; position < end; count++) {
			const stop = budget.takeEntry();
			if (stop !== undefined) {
				this.#problems.push(stop);
				break;
			}
			const header = centralHeader(this.#view, position, end);
			if (header === undefined) {
				this.#malformed(`its central directory is damaged after ${count} entries`);
				break;
			}
			const name = this.#text(header.name.start, header.name.length);
			this.#take(name, entryOf(this.#view, header, name, this.#place.shift), header.name.length);
			position = header.next;
		}
		return count;
	}

	#take(name: string, entry: ZipEntry | undefined, nameLength: number): void {
		const end = entry === undefined ? undefined : this.#endOf(entry, nameLength);
		const wanted = this.#wants(name);
		if (entry === undefined || end === undefined || name.includes("\0")) {
			if (wanted) this.#malformed(`its entry ${name} is malformed or lies outside of the zip`);
			return;
		}
		if (wanted) this.#wanted.push({ entry, index: this.#starts.length });
		this.#starts.push(entry.offset);
		this.#ends.push(end);
	}

	/** Where an entry's stored bytes end; undefined where they are not all in front of the central directory. */
	#endOf({ offset, stored }: ZipEntry, nameLength: number): number | undefined {
		const content = offset + LOCAL_HEADER_BYTES;
		// Also where a number is none.
		if (!(offset >= 0 && content + nameLength + stored <= this.#place.start)) return undefined;

		const found = this.#view.getUint32(offset, true) === LOCAL_HEADER;
		const length = found ? this.#view.getUint16(offset + 26, true) + this.#view.getUint16(offset + 28, true) : nameLength;
		const end = content + length + stored;
		return end <= this.#place.start ? end : undefined;
	}

	#text(start: number, length: number): string {
		return Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset + start, length).toString("utf8");
	}

	#malformed(message: string): void {
		this.#problems.push({ code: "file-malformed", message });
	}
}
