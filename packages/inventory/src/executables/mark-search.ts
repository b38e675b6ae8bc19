import type { ExecutableRegion } from "./executable.ts";

/** What is kept from a mark on. The largest that is known to be looked for, Go's list of 1,500 modules, takes 180 KB. */
export const WINDOW_BYTES: number = 512 * 1024;
/** Of each mark, how many are followed in one file; programs that look for a mark themselves have it once or twice besides. */
export const MAX_WINDOWS = 16;

/** What follows a mark, still being filled. */
interface Window {
	readonly pieces: Uint8Array[];
	missing: number;
}

/** Looks for marks in a file that comes in pieces, and keeps what follows each of them; never more than a few windows. */
export class MarkSearch {
	readonly #marks: readonly Uint8Array[];
	readonly #longest: number;
	readonly #windows: Window[] = [];
	/** How many windows each mark has. */
	readonly #followed: Map<Uint8Array, number> = new Map();
	/** The end of what came before, in which a mark may begin. */
	#tail: Uint8Array = new Uint8Array(0);

	/** @param marks none of them empty */
	constructor(marks: readonly Uint8Array[]) {
		this.#marks = marks;
		this.#longest = Math.max(0, ...marks.map((mark) => mark.length));
	}

	push(bytes: Uint8Array): void {
		for (const window of this.#windows) fill(window, bytes);
		this.#searchSeam(bytes);
		this.#search(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
		const kept = this.#longest - 1;
		const end = bytes.length < kept ? Buffer.concat([this.#tail, bytes]) : bytes;
		this.#tail = Uint8Array.from(end.subarray(Math.max(0, end.length - kept)));
	}

	/** What followed each mark. */
	regions(): ExecutableRegion[] {
		return this.#windows.map(({ pieces }) => ({ address: undefined, isWritable: true, bytes: Buffer.concat(pieces) }));
	}

	/** Marks that begin in what came before. */
	#searchSeam(bytes: Uint8Array): void {
		const seam = Buffer.concat([this.#tail, bytes.subarray(0, this.#longest - 1)]);
		for (const mark of this.#marks) {
			const at = seam.indexOf(mark);
			const isAcross = at < this.#tail.length && at + mark.length > this.#tail.length;
			if (at !== -1 && isAcross) this.#follow(mark, this.#tail.subarray(at), bytes);
		}
	}

	#search(bytes: Buffer): void {
		for (const mark of this.#marks) {
			for (let at = bytes.indexOf(mark); at !== -1 && this.#hasRoom(mark); at = bytes.indexOf(mark, at + 1))
				this.#follow(mark, bytes.subarray(at));
		}
	}

	#hasRoom(mark: Uint8Array): boolean {
		return (this.#followed.get(mark) ?? 0) < MAX_WINDOWS;
	}

	#follow(mark: Uint8Array, ...parts: readonly Uint8Array[]): void {
		if (!this.#hasRoom(mark)) return;
		this.#followed.set(mark, (this.#followed.get(mark) ?? 0) + 1);
		const window: Window = { pieces: [], missing: WINDOW_BYTES };
		for (const part of parts) fill(window, part);
		this.#windows.push(window);
	}
}

/** Copied: what comes is only lent. */
function fill(window: Window, bytes: Uint8Array): void {
	if (window.missing === 0) return;
	const piece = Uint8Array.from(bytes.subarray(0, window.missing));
	window.missing -= piece.length;
	window.pieces.push(piece);
}
