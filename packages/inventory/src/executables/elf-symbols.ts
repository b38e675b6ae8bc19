import { ByteView } from "./byte-view.ts";
import type { ExecutableSection } from "./executable.ts";
import { placesOf } from "./symbol-names.ts";

/** Tables of symbols with those of their names. What is needed to run stays when an executable is stripped. */
const TABLES = [
	[".dynsym", ".dynstr"],
	[".symtab", ".strtab"],
] as const;

/** How an ELF file writes numbers. */
export interface ElfNumbers {
	readonly isWide: boolean;
	readonly isBigEndian: boolean;
}

/**
 * The address of a symbol, by the tables of an ELF file.
 *
 * @see https://gabi.xinuos.com/elf/05-symtab.html
 */
export function elfAddressOf(sections: readonly ExecutableSection[], symbol: string, numbers: ElfNumbers): number | undefined {
	const [entry, value] = numbers.isWide ? [24, 8] : [16, 4];
	for (const [table, names] of TABLES) {
		const places = placesOf(contentOf(sections, names), symbol);
		const symbols = places.size === 0 ? undefined : contentOf(sections, table);
		if (symbols === undefined) continue;

		const view = new ByteView(symbols, numbers.isBigEndian);
		for (let at = 0; at + entry <= symbols.length; at += entry) {
			// A symbol without an address is one of another file.
			const address = places.has(view.u32(at)) ? view.word(at + value, numbers.isWide) : 0;
			if (address > 0) return address;
		}
	}
	return undefined;
}

function contentOf(sections: readonly ExecutableSection[], name: string): Uint8Array | undefined {
	return sections.find((section) => section.name === name)?.read();
}
