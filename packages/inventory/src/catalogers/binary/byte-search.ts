import type { BufferPool } from "../../excerpts/buffer-pool.ts";
import { type Pattern, REACH } from "./pattern.ts";

/** What is searched at a time. */
export const BLOCK_BYTES: number = 1024 * 1024;
/** An anchor that stands in a file more often than this without a version beside it tells nothing there. */
export const MAX_HITS = 1000;
/** Texts that look like versions and stand alone; the largest programs have some 500. */
const MAX_TEXTS = 10_000;
/** Places of an anchor's bytes that lack the NULs before them. */
const MAX_PLACES = 100_000;
/** Longer than a version. */
const MAX_TEXT_LENGTH = 64;
const DOT = 46;
/** Longer than every anchor together with what is looked at beside it. */
const SEAM = 2 * REACH + 256;

interface Sought {
	readonly pattern: Pattern;
	/** Without the NULs that it begins with: those stand everywhere. */
	readonly anchor: Buffer;
	readonly nuls: number;
	/** How often it may yet be tried. */
	left: number;
	places: number;
	version: string | undefined;
}

/**
 * Looks for patterns in a file that comes in pieces, in time linear in its size: anchors are found as bytes, what stands beside
 * them is looked at for a few of them only.
 */
export class ByteSearch {
	readonly #pool: BufferPool;
	readonly #sought: readonly Sought[];
	#block: Buffer | undefined;
	#filled = 0;
	/** Where in the block anchors have been looked for already. */
	#searched = 0;

	/** @param hint what `{name}` stands for */
	constructor(patterns: readonly Pattern[], hint: string | undefined, pool: BufferPool) {
		this.#pool = pool;
		this.#sought = patterns.map((pattern) => soughtOf(pattern, hint));
	}

	/** The version that each pattern found first. */
	get versions(): readonly (string | undefined)[] {
		return this.#sought.map(({ version }) => version);
	}

	/** Takes the next bytes, which are only lent. Whether more are wanted: not once the first of the patterns has been found. */
	push(bytes: Uint8Array): boolean {
		this.#block ??= this.#pool.take(BLOCK_BYTES);
		for (let at = 0; at < bytes.length && !this.#isSettled; ) {
			const part = bytes.subarray(at, at + BLOCK_BYTES - this.#filled);
			this.#block.set(part, this.#filled);
			this.#filled += part.length;
			at += part.length;
			if (this.#filled === BLOCK_BYTES) this.#searchFull(this.#block);
		}
		return !this.#isSettled;
	}

	/** Searches what is left. */
	end(): void {
		const block = this.#block;
		if (block === undefined) return;
		if (!this.#isSettled) this.#search(block.subarray(0, this.#filled), this.#filled);
		this.#block = undefined;
		this.#pool.give(block);
	}

	get #isSettled(): boolean {
		return this.#sought[0]?.version !== undefined;
	}

	/** What stands at the end of the block is looked at once what follows it is there. */
	#searchFull(block: Buffer): void {
		const limit = BLOCK_BYTES - SEAM;
		this.#search(block.subarray(0, BLOCK_BYTES), limit);
		const kept = limit - SEAM;
		block.copyWithin(0, kept, BLOCK_BYTES);
		this.#filled = BLOCK_BYTES - kept;
		this.#searched = limit - kept;
	}

	#search(block: Buffer, limit: number): void {
		for (const sought of this.#sought) {
			if (sought.version !== undefined || sought.left === 0) continue;
			const search = sought.pattern.side === "alone" ? searchTexts : searchAnchor;
			search(block, sought, this.#searched, limit);
		}
	}
}

function soughtOf(pattern: Pattern, hint: string | undefined): Sought {
	const text = pattern.anchor.replace("{name}", hint ?? "");
	const anchor = text.replace(/^\0+/, "");
	const isApplicable = hint !== undefined || !pattern.anchor.includes("{name}");
	return {
		pattern,
		anchor: Buffer.from(anchor, "latin1"),
		nuls: text.length - anchor.length,
		left: isApplicable ? (pattern.side === "alone" ? MAX_TEXTS : MAX_HITS) : 0,
		places: MAX_PLACES,
		version: undefined,
	};
}

function searchAnchor(block: Buffer, sought: Sought, start: number, limit: number): void {
	const { anchor, nuls, pattern } = sought;
	for (let at = block.indexOf(anchor, start); at !== -1 && at < limit; at = block.indexOf(anchor, at + 1)) {
		const place = at - nuls;
		if (!hasNuls(block, place, at)) {
			if (--sought.places > 0) continue;
			sought.left = 0;
			return;
		}
		const from = pattern.side === "from" ? place : Math.max(0, place - REACH);
		const to = pattern.side === "before" ? place : at + anchor.length + REACH;
		if (matches(block, sought, from, to)) return;
	}
}

function hasNuls(block: Buffer, from: number, to: number): boolean {
	for (let at = from; at < to; at++) if (block[at] !== 0) return false;
	return true;
}

/** Each text is gone through once, so that whatever is in the file costs the same. */
function searchTexts(block: Buffer, sought: Sought, start: number, limit: number): void {
	for (let at = start; at < limit; at++) {
		if (block[at] !== DOT || !isDigit(block[at - 1]) || !isDigit(block[at + 1])) continue;
		const most = Math.min(at + MAX_TEXT_LENGTH, block.length);
		let end = at + 1;
		while (end < most && isOfVersion(block[end])) end++;
		if (block[end] === 0 && matches(block, sought, Math.max(0, at - MAX_TEXT_LENGTH), end + 1 + REACH)) return;
		at = end;
	}
}

/** @returns whether there is nothing more to be looked for */
function matches(block: Buffer, sought: Sought, from: number, to: number): boolean {
	sought.version = sought.pattern.match.exec(block.toString("latin1", from, Math.min(to, block.length)))?.[1];
	sought.left--;
	return sought.version !== undefined || sought.left === 0;
}

function isDigit(byte: number | undefined): boolean {
	return byte !== undefined && byte >= 48 && byte <= 57;
}

/** `0-9 A-Z a-z . + - _ ~` */
function isOfVersion(byte: number | undefined): boolean {
	if (byte === undefined) return false;
	const letter = byte | 0x20;
	return isDigit(byte) || (letter >= 97 && letter <= 122) || byte === DOT || byte === 43 || byte === 45 || byte === 95 || byte === 126;
}
