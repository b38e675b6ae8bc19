import { readNumber } from "./tar-number.ts";

/** Where the stored bytes of a sparse file belong: pairs of offset and length. */
export type SparseMap = readonly number[];

/** How a sparse file is stored. */
export interface Sparse {
	/** Bytes of the file with its holes. */
	readonly realSize: number;
	/** Where the stored bytes belong; undefined where the map stands before them (PAX version 1.0). */
	readonly map: SparseMap | undefined;
}

/** The map that an old GNU header (4 places) or its extension block (21 places) holds. */
export function readGnuMap(bytes: Uint8Array, at: number, places: number): number[] {
	const map: number[] = [];
	for (let place = at; place < at + places * 24; place += 24) {
		if (bytes[place] === 0) break;
		map.push(readNumber(bytes, place, 12), readNumber(bytes, place + 12, 12));
	}
	return map;
}

/** The map that a `GNU.sparse.map` record (PAX version 0.1) holds: numbers between commas. */
export function parseMap(text: string): number[] {
	return text === "" ? [] : text.split(",").map((part) => (/^\d{1,16}$/.test(part) ? Number(part) : Number.NaN));
}

/**
 * Puts the stored bytes of a sparse file where they belong, between zeros.
 *
 * @returns undefined where the map lies: places that overlap, lie outside the file, or do not add up to what is stored
 */
export function expandSparse(stored: Uint8Array, sparse: Sparse): Uint8Array | undefined {
	const placed = sparse.map === undefined ? readLeadingMap(stored) : { map: sparse.map, start: 0 };
	if (placed === undefined || placed.map.length % 2 !== 0) return undefined;

	const file = new Uint8Array(sparse.realSize);
	let from = placed.start;
	let last = 0;
	for (let index = 0; index < placed.map.length; index += 2) {
		const offset = placed.map[index] ?? 0;
		const length = placed.map[index + 1] ?? 0;
		const fits = offset >= last && offset + length <= sparse.realSize && from + length <= stored.length;
		if (!fits) return undefined;
		file.set(stored.subarray(from, from + length), offset);
		from += length;
		last = offset + length;
	}
	return from === stored.length ? file : undefined;
}

/** Version 1.0: a count, then offsets and lengths, each a decimal number and a newline, padded to a block. */
function readLeadingMap(stored: Uint8Array): { map: number[]; start: number } | undefined {
	let at = 0;
	const next = (): number => {
		let value = 0;
		const start = at;
		for (; at < stored.length && stored[at] !== 0x0a; at++) {
			const digit = (stored[at] ?? 0) - 0x30;
			if (digit < 0 || digit > 9 || value > Number.MAX_SAFE_INTEGER / 10) return Number.NaN;
			value = value * 10 + digit;
		}
		return at++ === start || at > stored.length ? Number.NaN : value;
	};

	const count = next();
	// Each number takes at least two bytes: a count that could not fit is a lie.
	if (!(count * 4 <= stored.length)) return undefined;
	const map: number[] = [];
	for (let index = 0; index < count * 2; index++) map.push(next());
	const start = Math.ceil(at / 512) * 512;
	return start > stored.length ? undefined : { map, start };
}
