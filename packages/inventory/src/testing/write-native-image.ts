import {
	BASE,
	type ExecutableToWrite,
	placeSections,
	type SectionToWrite,
	Writer,
	writeElf,
	writeMachO,
	writePe,
} from "./write-executable.ts";

/** A variable of an executable made for a test. */
export interface Variable {
	readonly name: string;
	readonly bytes: Uint8Array;
}

type Numbers = Pick<ExecutableToWrite, "isWide" | "isBigEndian">;

/** Executables for each system with variables that have names, as native images of GraalVM have. */
export const NATIVE_IMAGES: readonly (readonly [format: string, write: (variables: readonly Variable[]) => Buffer])[] = [
	["ELF", (variables) => elfWith(variables, ".dynsym", ".dynstr", {})],
	["ELF of 32 bits", (variables) => elfWith(variables, ".dynsym", ".dynstr", { isWide: false })],
	["ELF in big endian", (variables) => elfWith(variables, ".dynsym", ".dynstr", { isBigEndian: true })],
	["ELF that is not stripped", (variables) => elfWith(variables, ".symtab", ".strtab", {})],
	["Mach-O", machOWith],
	["PE", peWith],
];

/** Names one after the other, and where each begins. */
function stringTable(names: readonly string[]): { readonly bytes: Buffer; readonly places: readonly number[] } {
	let text = "\0";
	const places = names.map((name) => {
		text += `${name}\0`;
		return text.length - name.length - 1;
	});
	return { bytes: Buffer.from(text), places };
}

function elfWith(variables: readonly Variable[], tableName: string, namesName: string, numbers: Numbers): Buffer {
	const { isWide = true } = numbers;
	const entry = isWide ? 24 : 16;
	const names = stringTable(variables.map(({ name }) => name));
	const data: SectionToWrite[] = variables.map(({ bytes }) => ({ name: ".data", bytes, isWritable: true }));
	const { placed } = placeSections(data);
	const table = new Writer((variables.length + 1) * entry, numbers);
	for (const [index, place] of names.places.entries()) {
		table.u32((index + 1) * entry, place);
		table.word((index + 1) * entry + (isWide ? 8 : 4), (placed[index]?.offset ?? 0) + BASE);
	}
	const sections = [...data, { name: tableName, bytes: table.bytes }, { name: namesName, bytes: names.bytes }];
	return writeElf({ ...numbers, sections });
}

function machOWith(variables: readonly Variable[]): Buffer {
	const names = stringTable(variables.map(({ name }) => `_${name}`));
	const data: SectionToWrite[] = variables.map(({ bytes }) => ({ name: "__data", bytes, isWritable: true }));
	const { placed } = placeSections(data);
	const table = new Writer(variables.length * 16, {});
	for (const [index, place] of names.places.entries()) {
		table.u32(index * 16, place);
		table.word(index * 16 + 8, (placed[index]?.offset ?? 0) + BASE);
	}
	const sections = [...data, { name: "symbols", bytes: table.bytes }, { name: "names", bytes: names.bytes }];
	const [symbolsAt, namesAt] = placeSections(sections)
		.placed.slice(-2)
		.map(({ offset }) => offset);
	const file = writeMachO({ sections });
	const commands = file.readUInt32LE(16);
	file.writeUInt32LE(commands + 1, 16);
	const command = [2, 24, symbolsAt ?? 0, variables.length, namesAt ?? 0, names.bytes.length];
	for (const [index, value] of command.entries()) file.writeUInt32LE(value, 32 + commands * 152 + index * 4);
	return file;
}

function peWith(variables: readonly Variable[]): Buffer {
	const names = stringTable(variables.map(({ name }) => name));
	const data: SectionToWrite[] = variables.map(({ bytes }) => ({ name: ".data", bytes, isWritable: true }));
	const { placed, end } = placeSections(data);
	const count = variables.length;
	const [functions, pointers, ordinals, texts] = [40, 40 + count * 4, 40 + count * 8, 40 + count * 10].map((at) => end + at) as [
		number,
		number,
		number,
		number,
	];
	const exports = new Writer(40 + count * 10 + names.bytes.length, {});
	for (const [field, value] of [count, count, functions, pointers, ordinals].entries()) exports.u32(20 + field * 4, value);
	for (const [index, place] of names.places.entries()) {
		// Ordinals need not be in the order of names.
		const ordinal = count - 1 - index;
		exports.u32(functions - end + ordinal * 4, placed[index]?.offset ?? 0);
		exports.u32(pointers - end + index * 4, texts + place);
		exports.u16(ordinals - end + index * 2, ordinal);
	}
	exports.bytes.set(names.bytes, texts - end);
	const file = writePe({ sections: [...data, { name: ".rdata", bytes: exports.bytes }] });
	file.writeUInt32LE(end, 0x98 + 112);
	return file;
}
