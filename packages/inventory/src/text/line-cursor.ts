/**
 * Walks a text line by line without splitting it as a whole. Lines end with LF or CRLF. A line longer than the limit is
 * never cut out of the text: it is shown empty, with `oversized` set.
 */
export class LineCursor {
	/** The present line, without its end. */
	line = "";
	/** Counted from 1. */
	number = 0;
	/** Whether the present line is longer than the limit. */
	oversized = false;
	readonly #text: string;
	readonly #maxLength: number;
	#position = 0;

	/** @param maxLength in code units */
	constructor(text: string, maxLength: number) {
		this.#text = text;
		this.#maxLength = maxLength;
	}

	/** Goes to the next line; false at the end. */
	next(): boolean {
		const start = this.#position;
		if (start >= this.#text.length) return false;

		const newline = this.#text.indexOf("\n", start);
		const stop = newline === -1 ? this.#text.length : newline;
		const end = stop > start && this.#text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
		this.#position = stop + 1;
		this.number++;
		this.oversized = end - start > this.#maxLength;
		this.line = this.oversized ? "" : this.#text.slice(start, end);
		return true;
	}
}
