import { ByteView } from "./byte-view.ts";
import { type Executable, type ExecutableRegion, type ExecutableSection, MAX_PARTS } from "./executable.ts";
import { placesOf } from "./symbol-names.ts";

const FAT = 0xcafebabe;
const FAT_WIDE = 0xcafebabf;
const NARROW_FILE = 0xfeedface;
const WIDE_FILE = 0xfeedfacf;
const SEGMENT = 0x1;
const SEGMENT_WIDE = 0x19;
const SYMBOLS = 0x2;
const NAME_BYTES = 16;
const WRITABLE = 2;

/** Architectures in one file. The files of compiled Java begin alike, and have a number above this in its place. */
export const MAX_ARCHITECTURES = 16;

/**
 * Reads the executables or libraries for macOS that a file holds: one, or one for each of several architectures.
 *
 * @see https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/loader.h
 */
export function readMachO(bytes: Uint8Array): Executable[] {
	const view = new ByteView(bytes, true);
	const magic = view.u32(0);
	const slices = magic === FAT || magic === FAT_WIDE ? slicesOf(view, magic === FAT_WIDE) : [bytes];
	return slices.flatMap((slice) => readSlice(slice) ?? []);
}

function slicesOf(view: ByteView, isWide: boolean): Uint8Array[] {
	const count = view.u32(4);
	const slices: Uint8Array[] = [];
	for (let index = 0; index < count && count <= MAX_ARCHITECTURES; index++) {
		const at = 8 + index * (isWide ? 32 : 20);
		const slice = view.slice(view.word(at + 8, isWide), view.word(at + (isWide ? 16 : 12), isWide));
		if (slice !== undefined) slices.push(slice);
	}
	return slices;
}

interface Parts {
	readonly sections: ExecutableSection[];
	readonly regions: ExecutableRegion[];
}

function readSlice(bytes: Uint8Array): Executable | undefined {
	const big = new ByteView(bytes, true);
	const isBigEndian = isFile(big.u32(0));
	const view = isBigEndian ? big : new ByteView(bytes, false);
	if (!isFile(view.u32(0))) return undefined;

	const isWide = view.u32(0) === WIDE_FILE;
	const parts: Parts = { sections: [], regions: [] };
	let symbolsAt = Number.NaN;
	let at = isWide ? 32 : 28;
	for (let commands = Math.min(view.u32(16), MAX_PARTS); commands > 0; commands--) {
		const size = view.u32(at + 4);
		if (!(size >= 8)) break;
		if (view.u32(at) === (isWide ? SEGMENT_WIDE : SEGMENT)) readSegment(view, { at, isWide, size }, parts);
		else if (view.u32(at) === SYMBOLS) symbolsAt = at;
		at += size;
	}
	const addressOf = (symbol: string): number | undefined => addressIn(view, symbolsAt, isWide, `_${symbol}`);
	return { format: "mach-o", size: bytes.length, isBigEndian, ...parts, addressOf };
}

/** @param at of the command that says where the table of symbols and that of their names are */
function addressIn(view: ByteView, at: number, isWide: boolean, symbol: string): number | undefined {
	const entry = isWide ? 16 : 12;
	const symbols = view.slice(view.u32(at + 8), view.u32(at + 12) * entry);
	const places = placesOf(view.slice(view.u32(at + 16), view.u32(at + 20)), symbol);
	if (symbols === undefined || places.size === 0) return undefined;

	const table = new ByteView(symbols, view.isBigEndian);
	for (let each = 0; each < symbols.length; each += entry) {
		const address = places.has(table.u32(each)) ? table.word(each + 8, isWide) : 0;
		if (address > 0) return address;
	}
	return undefined;
}

function isFile(magic: number): boolean {
	return magic === NARROW_FILE || magic === WIDE_FILE;
}

interface Command {
	readonly at: number;
	readonly size: number;
	readonly isWide: boolean;
}

function readSegment(view: ByteView, { at, size, isWide }: Command, { sections, regions }: Parts): void {
	const fields = isWide
		? { offset: 40, size: 48, protection: 60, count: 64, end: 72 }
		: { offset: 32, size: 36, protection: 44, count: 48, end: 56 };
	const stored = view.slice(view.word(at + fields.offset, isWide), view.word(at + fields.size, isWide));
	const isWritable = (view.u32(at + fields.protection) & WRITABLE) !== 0;
	if (stored !== undefined) regions.push({ address: view.word(at + 24, isWide), isWritable, bytes: stored });

	const step = isWide ? 80 : 68;
	const count = Math.min(view.u32(at + fields.count), Math.floor((size - fields.end) / step), MAX_PARTS - sections.length);
	for (let index = 0; index < count; index++) {
		const section = at + fields.end + index * step;
		const part = view.slice(view.u32(section + (isWide ? 48 : 40)), view.word(section + (isWide ? 40 : 36), isWide));
		if (part !== undefined) sections.push({ name: view.text(section, NAME_BYTES), read: () => part });
	}
}
