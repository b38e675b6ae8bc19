import { readSync } from "node:fs";

/** Reads a file at any place, from a piece kept in memory where it can: neighbouring reads cost one. */
export class FileWindow {
	readonly #fd: number;
	readonly #size: number;
	readonly #length: number;
	#piece: Buffer = Buffer.alloc(0);
	#start = 0;

	/** @param length bytes read ahead */
	constructor(fd: number, size: number, length: number) {
		this.#fd = fd;
		this.#size = size;
		this.#length = length;
	}

	/**
	 * The bytes from `position` on; a view that is valid until the next read.
	 *
	 * @returns fewer than asked for, or none, where the file ends
	 */
	read(position: number, length: number): Buffer {
		const inside = position >= this.#start && position + length <= this.#start + this.#piece.length;
		if (!inside) this.#load(position, Math.min(Math.max(length, this.#length), Math.max(0, this.#size - position)));
		return this.#piece.subarray(position - this.#start, position - this.#start + length);
	}

	#load(position: number, length: number): void {
		if (this.#piece.length !== length) this.#piece = Buffer.allocUnsafeSlow(length);
		this.#start = position;
		let filled = 0;
		while (filled < length) {
			const count = readSync(this.#fd, this.#piece, filled, length - filled, position + filled);
			if (count === 0) break;
			filled += count;
		}
		if (filled < length) this.#piece = this.#piece.subarray(0, filled);
	}
}
