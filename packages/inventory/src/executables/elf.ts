import { ByteView } from "./byte-view.ts";
import { elfAddressOf } from "./elf-symbols.ts";
import { type Executable, type ExecutableRegion, type ExecutableSection, MAX_NAME_BYTES, MAX_PARTS } from "./executable.ts";
import { inflatedSection } from "./inflated-section.ts";

const EXECUTABLE = 2;
const SHARED = 3;
const LOAD = 1;
const WRITABLE = 2;
const NO_BITS = 8;
const COMPRESSED = 0x800;

/** Where the fields of the tables are, which depends on how wide an address is. */
interface Layout {
	readonly isWide: boolean;
	readonly programs: { readonly offset: number; readonly count: number };
	readonly sections: { readonly offset: number; readonly count: number };
	readonly program: { readonly flags: number; readonly offset: number; readonly address: number; readonly fileSize: number };
	readonly section: { readonly flags: number; readonly offset: number; readonly size: number };
}

const WIDE: Layout = {
	isWide: true,
	programs: { offset: 32, count: 56 },
	sections: { offset: 40, count: 60 },
	program: { flags: 4, offset: 8, address: 16, fileSize: 32 },
	section: { flags: 8, offset: 24, size: 32 },
};
const NARROW: Layout = {
	isWide: false,
	programs: { offset: 28, count: 44 },
	sections: { offset: 32, count: 48 },
	program: { flags: 24, offset: 4, address: 8, fileSize: 16 },
	section: { flags: 8, offset: 16, size: 20 },
};

/**
 * Reads an ELF executable or shared library; undefined for object files, cores and what has no valid header.
 *
 * @see https://gabi.xinuos.com/elf/
 */
export function readElf(bytes: Uint8Array): Executable | undefined {
	const layout = bytes[4] === 2 ? WIDE : NARROW;
	const view = new ByteView(bytes, bytes[5] === 2);
	const type = view.u16(16);
	if (type !== EXECUTABLE && type !== SHARED) return undefined;

	const sections = sectionsOf(view, layout);
	return {
		format: "elf",
		size: bytes.length,
		isBigEndian: view.isBigEndian,
		sections,
		regions: regionsOf(view, layout),
		addressOf: (symbol) => elfAddressOf(sections, symbol, { isWide: layout.isWide, isBigEndian: view.isBigEndian }),
	};
}

function regionsOf(view: ByteView, layout: Layout): ExecutableRegion[] {
	const { isWide, program } = layout;
	return tableOf(view, layout, layout.programs).flatMap((at): ExecutableRegion[] => {
		if (view.u32(at) !== LOAD) return [];
		const bytes = view.slice(view.word(at + program.offset, isWide), view.word(at + program.fileSize, isWide));
		const isWritable = (view.u32(at + program.flags) & WRITABLE) !== 0;
		return bytes === undefined ? [] : [{ address: view.word(at + program.address, isWide), isWritable, bytes }];
	});
}

function sectionsOf(view: ByteView, layout: Layout): ExecutableSection[] {
	const table = tableOf(view, layout, layout.sections);
	const namesAt = table[view.u16(layout.sections.count + 2)];
	const names = namesAt === undefined ? undefined : stretchOf(view, layout, namesAt);
	if (names === undefined) return [];

	const texts = new ByteView(names, false);
	return table.flatMap((at): ExecutableSection[] => {
		const stored = view.u32(at + 4) === NO_BITS ? undefined : stretchOf(view, layout, at);
		if (stored === undefined) return [];
		const isCompressed = (view.word(at + layout.section.flags, layout.isWide) & COMPRESSED) !== 0;
		const read = isCompressed ? () => inflatedSection(new ByteView(stored, view.isBigEndian), layout.isWide) : () => stored;
		return [{ name: texts.text(view.u32(at), MAX_NAME_BYTES), read }];
	});
}

function stretchOf(view: ByteView, { isWide, section }: Layout, at: number): Uint8Array | undefined {
	return view.slice(view.word(at + section.offset, isWide), view.word(at + section.size, isWide));
}

/** The offsets of a table's entries: the header has the table's offset, and the entries' number after their size. */
function tableOf(view: ByteView, { isWide }: Layout, header: { readonly offset: number; readonly count: number }): number[] {
	const start = view.word(header.offset, isWide);
	const count = view.u16(header.count);
	const size = view.u16(header.count - 2);
	if (!(start > 0 && size > 0)) return [];

	const offsets: number[] = [];
	for (let index = 0; index < count && index < MAX_PARTS && start + (index + 1) * size <= view.bytes.length; index++)
		offsets.push(start + index * size);
	return offsets;
}
