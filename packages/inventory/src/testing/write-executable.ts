/** A section of an executable made for a test. */
export interface SectionToWrite {
	readonly name: string;
	readonly bytes: Uint8Array;
	readonly isWritable?: boolean;
	/** Of an ELF section: the value of its flags besides. */
	readonly flags?: number;
}

/** An executable made for a test: where its sections lie, addresses and offsets differ by {@link BASE}. */
export interface ExecutableToWrite {
	readonly sections: readonly SectionToWrite[];
	readonly isWide?: boolean;
	readonly isBigEndian?: boolean;
	/** Without a table of sections, as `strip --strip-section-headers` leaves it. */
	readonly isStripped?: boolean;
}

/** What an address is more than the offset of the same byte. */
export const BASE = 0x400000;
/** Sections begin here, one after the other, each on a multiple of {@link ALIGNMENT}. */
const START = 0x800;
const ALIGNMENT = 64;
/** No smaller than what is taken for an executable. */
const MIN_BYTES = 4096;

interface Placed extends SectionToWrite {
	readonly offset: number;
}

/** Where each section will lie, and where they end. */
export function placeSections(sections: readonly SectionToWrite[]): { readonly placed: readonly Placed[]; readonly end: number } {
	let end = START;
	const placed = sections.map((section) => {
		const offset = end;
		end = Math.ceil((end + section.bytes.length) / ALIGNMENT) * ALIGNMENT;
		return { ...section, offset };
	});
	return { placed, end };
}

/** Where ELF has its fields, by the width of an address. */
const ELF_WIDE = { programsAt: 32, sectionsAt: 40, countsAt: 52, program: 56, section: 64 };
const ELF_NARROW = { programsAt: 28, sectionsAt: 32, countsAt: 40, program: 32, section: 40 };

/** An ELF executable: a segment for each section. */
export function writeElf(executable: ExecutableToWrite): Buffer {
	const { sections, isWide = true, isStripped = false } = executable;
	const layout = isWide ? ELF_WIDE : ELF_NARROW;
	const names = Buffer.from(`\0${sections.map(({ name }) => `${name}\0`).join("")}.shstrtab\0`);
	const { placed, end } = placeSections(isStripped ? sections : [...sections, { name: ".shstrtab", bytes: names }]);
	const out = new Writer(Math.max(MIN_BYTES, end + (placed.length + 1) * 64), executable);
	out.bytes.set(Buffer.from("7f454c46", "hex"));
	out.bytes.set([isWide ? 2 : 1, executable.isBigEndian === true ? 2 : 1, 1], 4);
	out.u16(16, 2);
	out.word(layout.programsAt, 64);
	for (const [index, value] of [64, layout.program, sections.length].entries()) out.u16(layout.countsAt + index * 2, value);
	for (const [index, section] of placed.entries()) {
		out.bytes.set(section.bytes, section.offset);
		if (index < sections.length) writeProgram(out, 64 + index * layout.program, section, isWide);
	}
	if (isStripped) return out.bytes;

	out.word(layout.sectionsAt, end);
	for (const [index, value] of [layout.section, placed.length + 1, placed.length].entries())
		out.u16(layout.countsAt + 6 + index * 2, value);
	for (const [index, section] of placed.entries()) {
		const name = names.indexOf(`\0${section.name}\0`) + 1;
		writeSection(out, end + (index + 1) * layout.section, { section, isWide, name });
	}
	return out.bytes;
}

function writeProgram(out: Writer, at: number, section: Placed, isWide: boolean): void {
	out.u32(at, 1);
	out.u32(at + (isWide ? 4 : 24), section.isWritable === true ? 6 : 4);
	out.word(at + (isWide ? 8 : 4), section.offset);
	out.word(at + (isWide ? 16 : 8), section.offset + BASE);
	out.word(at + (isWide ? 32 : 16), section.bytes.length);
}

function writeSection(out: Writer, at: number, { section, isWide, name }: { section: Placed; isWide: boolean; name: number }): void {
	out.u32(at, name);
	out.u32(at + 4, 1);
	out.word(at + 8, section.flags ?? 2);
	out.word(at + (isWide ? 24 : 16), section.offset);
	out.word(at + (isWide ? 32 : 20), section.bytes.length);
}

/** A Windows executable. */
export function writePe({ sections }: ExecutableToWrite): Buffer {
	const { placed, end } = placeSections(sections);
	const out = new Writer(Math.max(MIN_BYTES, end), {});
	out.bytes.write("MZ", 0);
	out.u32(0x3c, 0x80);
	out.bytes.write("PE\0\0", 0x80);
	out.u16(0x86, placed.length);
	out.u16(0x94, 240);
	out.u16(0x98, 0x20b);
	out.word(0x98 + 24, BASE);
	for (const [index, { name, bytes, offset, isWritable }] of placed.entries()) {
		const at = 0x98 + 240 + index * 40;
		out.bytes.write(name.slice(0, 8), at);
		for (const [field, value] of [bytes.length, offset, bytes.length, offset].entries()) out.u32(at + 8 + field * 4, value);
		out.u32(at + 36, isWritable === true ? 0xc0000040 : 0x40000040);
		out.bytes.set(bytes, offset);
	}
	return out.bytes;
}

/** Where Mach-O has its fields, by the width of an address. */
const MACH_WIDE = {
	magic: 0xfeedfacf,
	header: 32,
	command: 0x19,
	segment: 72,
	section: 80,
	protection: 60,
	count: 64,
	sizeAt: 40,
	offsetAt: 48,
	word: 8,
};
const MACH_NARROW = {
	magic: 0xfeedface,
	header: 28,
	command: 1,
	segment: 56,
	section: 68,
	protection: 44,
	count: 48,
	sizeAt: 36,
	offsetAt: 40,
	word: 4,
};

/** An executable for macOS: a segment for each section. */
export function writeMachO(executable: ExecutableToWrite): Buffer {
	const layout = executable.isWide === false ? MACH_NARROW : MACH_WIDE;
	const { placed, end } = placeSections(executable.sections);
	const out = new Writer(Math.max(MIN_BYTES, end), executable);
	out.u32(0, layout.magic);
	out.u32(16, placed.length);
	for (const [index, { name, bytes, offset, isWritable }] of placed.entries()) {
		const at = layout.header + index * (layout.segment + layout.section);
		out.u32(at, layout.command);
		out.u32(at + 4, layout.segment + layout.section);
		out.bytes.write("__DATA", at + 8);
		for (const [field, value] of [offset + BASE, bytes.length, offset, bytes.length].entries())
			out.word(at + 24 + field * layout.word, value);
		out.u32(at + layout.protection, isWritable === true ? 3 : 1);
		out.u32(at + layout.count, 1);
		out.bytes.write(name, at + layout.segment);
		out.word(at + layout.segment + layout.sizeAt, bytes.length);
		out.u32(at + layout.segment + layout.offsetAt, offset);
		out.bytes.set(bytes, offset);
	}
	return out.bytes;
}

/** Executables for several architectures in one file. */
export function writeFatMachO(slices: readonly Uint8Array[]): Buffer {
	const out = new Writer(8 + slices.length * 20, { isBigEndian: true });
	out.u32(0, 0xcafebabe);
	out.u32(4, slices.length);
	let offset = out.bytes.length;
	for (const [index, { length }] of slices.entries()) {
		out.u32(8 + index * 20 + 8, offset);
		out.u32(8 + index * 20 + 12, length);
		offset += length;
	}
	return Buffer.concat([out.bytes, ...slices]);
}

/** Writes numbers in the byte order and width of an executable. */
export class Writer {
	readonly bytes: Buffer;
	readonly #isWide: boolean;
	readonly #isLittle: boolean;
	readonly #view: DataView;

	constructor(size: number, { isWide = true, isBigEndian = false }: Partial<ExecutableToWrite>) {
		this.bytes = Buffer.alloc(size);
		this.#isWide = isWide;
		this.#isLittle = !isBigEndian;
		this.#view = new DataView(this.bytes.buffer, this.bytes.byteOffset, size);
	}

	u16(at: number, value: number): void {
		this.#view.setUint16(at, value, this.#isLittle);
	}

	u32(at: number, value: number): void {
		this.#view.setUint32(at, value, this.#isLittle);
	}

	word(at: number, value: number): void {
		if (this.#isWide) this.#view.setBigUint64(at, BigInt(value), this.#isLittle);
		else this.u32(at, value);
	}
}
