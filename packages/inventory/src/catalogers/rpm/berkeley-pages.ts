import { u16be, u16le, u32be, u32le } from "./numbers.ts";

const HASH_MAGIC = 0x0006_1561;
const METADATA_BYTES = 512;
const MIN_PAGE_BYTES = 512;
const MAX_PAGE_BYTES = 64 * 1024;

/** What every page begins with. */
export const PAGE_HEADER_BYTES = 26;

/** Types of pages, as far as they are needed. */
export const PAGE_TYPES = { hashUnsorted: 2, overflow: 7, hashMetadata: 8, hash: 13 } as const;

/** What the first page says of the others. */
export interface Metadata {
	/** The byte order of the machine that wrote it. */
	readonly littleEndian: boolean;
	readonly pageBytes: number;
	readonly lastPage: number;
}

/** The first page; undefined where the file is no such database; or why it cannot be read. */
export function readMetadata(bytes: Uint8Array): Metadata | string | undefined {
	const littleEndian = u32le(bytes, 12) === HASH_MAGIC;
	if (!littleEndian && u32be(bytes, 12) !== HASH_MAGIC) return undefined;
	if (bytes.length < METADATA_BYTES) return "it is cut short within its first page";

	const u32 = littleEndian ? u32le : u32be;
	const pageBytes = u32(bytes, 20);
	if (pageBytes < MIN_PAGE_BYTES || pageBytes > MAX_PAGE_BYTES || (pageBytes & (pageBytes - 1)) !== 0) {
		return `expected pages of ${MIN_PAGE_BYTES} to ${MAX_PAGE_BYTES} bytes, found ${pageBytes}`;
	}
	if (bytes[24] !== 0) return "it is encrypted";
	if (bytes[25] !== PAGE_TYPES.hashMetadata) return "its first page is not that of a hash";
	return { littleEndian, pageBytes, lastPage: u32(bytes, 32) };
}

/** A page that is whole. */
export interface Page {
	readonly number: number;
	readonly type: number;
	/** Entries of a hash page. */
	readonly entries: number;
	readonly bytes: Uint8Array;
	u16(at: number): number;
	u32(at: number): number;
}

/** The pages of a database by their number. */
export class BerkeleyPages {
	/** Whole pages that the metadata promises and the file does not have. */
	readonly missing: number;
	readonly #bytes: Uint8Array;
	readonly #metadata: Metadata;
	readonly #count: number;
	/** Overflow pages that were read: each belongs to one header, and chains that meet or turn back are forged. */
	readonly #taken = new Set<number>();

	constructor(bytes: Uint8Array, metadata: Metadata) {
		this.#bytes = bytes;
		this.#metadata = metadata;
		this.#count = Math.floor(bytes.length / metadata.pageBytes);
		this.missing = Math.max(0, metadata.lastPage + 1 - this.#count);
	}

	/** All pages after the metadata, in the order of the file. */
	*all(): Generator<Page> {
		for (let number = 1; number < this.#count; number++) yield this.#page(number);
	}

	/** The bytes of an item that is kept on a chain of overflow pages; or what is wrong. */
	overflow(first: number, length: number): Uint8Array | string {
		const parts: Uint8Array[] = [];
		let left = length;
		for (let number = first; left > 0; ) {
			if (number === 0 || number >= this.#count) return `its header goes on at page ${number}, which is not there`;
			if (this.#taken.has(number)) return `its header goes on at page ${number}, which is part of another or was passed before`;
			this.#taken.add(number);

			const page = this.#page(number);
			const size = page.u16(22);
			if (page.type !== PAGE_TYPES.overflow) return `its header goes on at page ${number}, which is no overflow page`;
			if (size === 0 || PAGE_HEADER_BYTES + size > page.bytes.length || size > left) return `page ${number} says it holds ${size} bytes`;
			parts.push(page.bytes.subarray(PAGE_HEADER_BYTES, PAGE_HEADER_BYTES + size));
			left -= size;
			number = page.u32(16);
		}
		return Buffer.concat(parts, length);
	}

	#page(number: number): Page {
		const { pageBytes, littleEndian } = this.#metadata;
		const bytes = this.#bytes.subarray(number * pageBytes, (number + 1) * pageBytes);
		const u16 = littleEndian ? u16le : u16be;
		const u32 = littleEndian ? u32le : u32be;
		return {
			number,
			type: bytes[25] ?? 0,
			entries: u16(bytes, 20),
			bytes,
			u16: (at) => u16(bytes, at),
			u32: (at) => u32(bytes, at),
		};
	}
}
