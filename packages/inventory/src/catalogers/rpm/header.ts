import { u16be, u32be } from "./numbers.ts";

const INTRODUCTION_BYTES = 8;
const ENTRY_BYTES = 16;
const TYPE_INT16 = 3;
const TYPE_INT32 = 4;
const TYPE_STRING = 6;
const TYPE_STRING_ARRAY = 8;
const TYPE_I18N_STRING = 9;

/** Longer than every licence expression in use; what is longer is no text that a report can show. */
const MAX_TEXT_BYTES = 64 * 1024;

/** Files of one package. Real packages have up to a hundred thousand; a forged one could have as many as it has bytes. */
const MAX_VALUES = 1_000_000;
const TOO_MANY = `has more than ${MAX_VALUES} values`;

interface Entry {
	readonly type: number;
	readonly offset: number;
	readonly count: number;
}

/**
 * A package's header: a list of tags, each with a type, an offset into the data behind the list, and how many values are
 * there; all big-endian. Offsets and counts are foreign: a value that would leave the data is none, and is said.
 *
 * @see https://refspecs.linuxbase.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/pkgformat.html
 */
export class RpmHeader {
	/** What could not be read, as it was asked for. */
	readonly problems: string[] = [];
	readonly #entries: ReadonlyMap<number, Entry>;
	readonly #data: Buffer;

	private constructor(entries: ReadonlyMap<number, Entry>, data: Buffer) {
		this.#entries = entries;
		this.#data = data;
	}

	/** Reads the list, as far as some tags are concerned; or what is wrong with it. */
	static parse(bytes: Uint8Array, wanted: ReadonlySet<number>): RpmHeader | string {
		const count = u32be(bytes, 0);
		const dataBytes = u32be(bytes, 4);
		const start = INTRODUCTION_BYTES + count * ENTRY_BYTES;
		if (count === 0) return "it has no tags";
		if (start + dataBytes > bytes.length) return `${count} tags and ${dataBytes} bytes of data do not fit into its ${bytes.length} bytes`;

		const entries = new Map<number, Entry>();
		for (let at = INTRODUCTION_BYTES; at < start; at += ENTRY_BYTES) {
			const tag = u32be(bytes, at);
			if (!wanted.has(tag) || entries.has(tag)) continue;
			entries.set(tag, { type: u32be(bytes, at + 4), offset: u32be(bytes, at + 8), count: u32be(bytes, at + 12) });
		}
		return new RpmHeader(entries, Buffer.from(bytes.buffer, bytes.byteOffset + start, dataBytes));
	}

	/** The one text of a tag, or the first one where there are several, as of texts in many languages. */
	text(tag: number): string | undefined {
		const entry = this.#entries.get(tag);
		if (entry === undefined) return undefined;
		if (entry.type !== TYPE_STRING && entry.type !== TYPE_I18N_STRING) return this.#wrong(tag, "is no text");

		const end = this.#data.indexOf(0, entry.offset);
		if (entry.offset >= this.#data.length || end === -1) return this.#wrong(tag, "is outside the data");
		if (end - entry.offset > MAX_TEXT_BYTES) return this.#wrong(tag, `is longer than ${MAX_TEXT_BYTES} bytes`);
		return this.#data.toString("utf8", entry.offset, end);
	}

	/** The first number of a tag. */
	number(tag: number): number | undefined {
		return this.#entries.has(tag) ? this.numbers(tag)[0] : undefined;
	}

	/** All numbers of a tag; none where it is missing or wrong. */
	numbers(tag: number): readonly number[] {
		const entry = this.#entries.get(tag);
		if (entry === undefined) return [];
		if (entry.type !== TYPE_INT16 && entry.type !== TYPE_INT32) return this.#wrong(tag, "is no number") ?? [];
		if (entry.count > MAX_VALUES) return this.#wrong(tag, TOO_MANY) ?? [];

		const width = entry.type === TYPE_INT16 ? 2 : 4;
		if (entry.offset + entry.count * width > this.#data.length) return this.#wrong(tag, "is outside the data") ?? [];
		const numbers: number[] = [];
		const read = entry.type === TYPE_INT16 ? u16be : u32be;
		for (let at = entry.offset; numbers.length < entry.count; at += width) numbers.push(read(this.#data, at));
		return numbers;
	}

	/** All texts of a tag; none where it is missing or wrong. */
	texts(tag: number): readonly string[] {
		const entry = this.#entries.get(tag);
		if (entry === undefined) return [];
		if (entry.type !== TYPE_STRING_ARRAY) return this.#wrong(tag, "is no list of texts") ?? [];
		if (entry.count > MAX_VALUES) return this.#wrong(tag, TOO_MANY) ?? [];

		const end = this.#endOfTexts(entry);
		if (end === undefined) return this.#wrong(tag, "is outside the data") ?? [];
		return entry.count === 0 ? [] : this.#data.toString("utf8", entry.offset, end).split("\0");
	}

	/** Where the last of some texts has its NUL. */
	#endOfTexts({ offset, count }: Entry): number | undefined {
		let left = count;
		for (let at = offset; at < this.#data.length; at++) {
			if (this.#data[at] === 0 && --left <= 0) return at;
		}
		return undefined;
	}

	#wrong(tag: number, what: string): undefined {
		this.problems.push(`tag ${tag} ${what}`);
		return undefined;
	}
}
