import { readElf } from "./elf.ts";
import type { Executable } from "./executable.ts";
import { MAX_ARCHITECTURES, readMachO } from "./mach-o.ts";
import { readPe } from "./pe.ts";

/** How many bytes tell whether a file may be an executable. */
export const MAGIC_BYTES = 8;

const ELF = 0x7f454c46;
const MACH_O: ReadonlySet<number> = new Set([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe]);
const FAT: ReadonlySet<number> = new Set([0xcafebabe, 0xcafebabf]);

/** Whether a file begins like an executable or library: ELF, PE or Mach-O. */
export function beginsExecutable(head: Uint8Array): boolean {
	return readerOf(head) !== undefined;
}

/**
 * Reads an executable or library; several where it holds one for each architecture, none where it only begins like one.
 * Whatever the bytes are, it ends soon and throws nothing.
 */
export function readExecutables(bytes: Uint8Array): readonly Executable[] {
	return (readerOf(bytes)?.(bytes) ?? []).map((executable) => ({ ...withRegions(executable, bytes), bytes }));
}

function readerOf(bytes: Uint8Array): ((bytes: Uint8Array) => readonly Executable[]) | undefined {
	if (bytes.length < MAGIC_BYTES) return undefined;

	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const magic = view.getUint32(0);
	if (magic === ELF) return (all) => listed(readElf(all));
	if (magic >>> 16 === 0x4d5a) return (all) => listed(readPe(all));
	if (MACH_O.has(magic) || (FAT.has(magic) && view.getUint32(4) <= MAX_ARCHITECTURES)) return readMachO;
	return undefined;
}

/** Tables that lead nowhere hide nothing: where none leads to variables, all of the file is one region. */
function withRegions(executable: Executable, bytes: Uint8Array): Executable {
	const { regions } = executable;
	if (regions.some(({ isWritable }) => isWritable)) return executable;
	return { ...executable, regions: [...regions, { address: undefined, isWritable: true, bytes }] };
}

function listed(executable: Executable | undefined): readonly Executable[] {
	return executable === undefined ? [] : [executable];
}
