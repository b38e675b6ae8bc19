import { u32be, u32le } from "../numbers.ts";

const MAGIC = 0x377f_0682;
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** Two running sums over pairs of words. */
interface Sums {
	first: number;
	second: number;
}

/**
 * The newest committed version of each page in a write-ahead log, by number. An image may be frozen before SQLite has copied
 * them into the database. Frames that do not belong (stale, torn, not committed) end it, as they do for SQLite.
 *
 * @see https://www.sqlite.org/fileformat2.html#walformat
 */
export function readLog(log: Uint8Array | undefined, pageBytes: number): ReadonlyMap<number, Uint8Array> {
	const committed = new Map<number, Uint8Array>();
	// The last bit of the magic tells in which byte order the sums are taken
	if (log === undefined || u32be(log, 0) - (u32be(log, 0) % 2) !== MAGIC || u32be(log, 8) !== pageBytes) return committed;

	const word = u32be(log, 0) % 2 === 1 ? u32be : u32le;
	const sums: Sums = { first: 0, second: 0 };
	addSums(sums, log.subarray(0, 24), word);
	if (!holds(sums, log, 24)) return committed;

	const pending = new Map<number, Uint8Array>();
	const frame = FRAME_HEADER_BYTES + pageBytes;
	for (let at = HEADER_BYTES; at + frame <= log.length; at += frame) {
		if (u32be(log, at + 8) !== u32be(log, 16) || u32be(log, at + 12) !== u32be(log, 20)) break;
		const page = log.subarray(at + FRAME_HEADER_BYTES, at + frame);
		addSums(sums, log.subarray(at, at + 8), word);
		addSums(sums, page, word);
		if (!holds(sums, log, at + 16)) break;

		pending.set(u32be(log, at), page);
		if (u32be(log, at + 4) === 0) continue;
		for (const [number, bytes] of pending) committed.set(number, bytes);
		pending.clear();
	}
	return committed;
}

function holds({ first, second }: Sums, log: Uint8Array, at: number): boolean {
	return first === u32be(log, at) && second === u32be(log, at + 4);
}

function addSums(sums: Sums, bytes: Uint8Array, word: (bytes: Uint8Array, at: number) => number): void {
	for (let at = 0; at + 8 <= bytes.length; at += 8) {
		sums.first = (sums.first + word(bytes, at) + sums.second) >>> 0;
		sums.second = (sums.second + word(bytes, at + 4) + sums.first) >>> 0;
	}
}
