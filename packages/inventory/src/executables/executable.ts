/** A named part of an executable. */
export interface ExecutableSection {
	readonly name: string;
	/** Its content, inflated where it is compressed; only lent. Undefined where it cannot be had. */
	read(): Uint8Array | undefined;
}

/** A stretch of an executable that is mapped into memory, or (without an address) one that was found by a mark. */
export interface ExecutableRegion {
	readonly address: number | undefined;
	/** Whether a program may write to it: where variables live. */
	readonly isWritable: boolean;
	/** Not copied; only lent. */
	readonly bytes: Uint8Array;
}

/** An executable or library, as far as it could be read. Tables are foreign: what of them lies outside the file is left out. */
export interface Executable {
	/** `unknown` where it was not read as a whole. */
	readonly format: "elf" | "pe" | "mach-o" | "unknown";
	/** Bytes of the whole file. */
	readonly size: number;
	/** All of them, only lent; absent where it was not read as a whole. */
	readonly bytes?: Uint8Array;
	readonly isBigEndian: boolean;
	readonly sections: readonly ExecutableSection[];
	readonly regions: readonly ExecutableRegion[];
	/** The address of a function or variable that has a name in it, as C names it. */
	addressOf(symbol: string): number | undefined;
}

/** Sections and segments that are looked at in one executable; real ones have below 100. */
export const MAX_PARTS = 1024;
/** Longer than every name of a section that means something. */
export const MAX_NAME_BYTES = 64;

/** The content of a section by its name. */
export function sectionOf(executable: Executable, name: string): Uint8Array | undefined {
	return executable.sections.find((section) => section.name === name)?.read();
}

/** Up to `length` bytes at an address. */
export function bytesAt(executable: Pick<Executable, "regions">, address: number, length: number): Uint8Array | undefined {
	for (const region of executable.regions) {
		const offset = address - (region.address ?? Number.NaN);
		if (offset >= 0 && offset + length <= region.bytes.length) return region.bytes.subarray(offset, offset + length);
	}
	return undefined;
}

/** All regions; no more of them than the file has bytes, since they are foreign and may overlap without end. */
export function* allBytes({ size, regions }: Executable): Generator<Uint8Array> {
	let budget = size;
	for (const { bytes } of regions) {
		budget -= bytes.length;
		if (budget < 0) return;
		yield bytes;
	}
}

/**
 * Everything from where a mark is found on, in what a program may write to. Regions are foreign and may overlap without end:
 * no more is searched than the file has bytes.
 */
export function* afterMarks(executable: Executable, mark: Uint8Array): Generator<Uint8Array> {
	let budget = executable.size;
	for (const { bytes, isWritable } of executable.regions) {
		if (!isWritable) continue;
		budget -= bytes.length;
		if (budget < 0) return;
		const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		for (let at = buffer.indexOf(mark); at !== -1; at = buffer.indexOf(mark, at + mark.length)) yield bytes.subarray(at);
	}
}
