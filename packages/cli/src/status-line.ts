/** One line on standard error that redraws itself. */
export interface StatusLine {
	/** Shows a text in place of the last one; too soon after it, nothing happens. */
	show(text: string): void;
	/** Removes the line, and leaves a closing text in its place where one is given. */
	end(closing?: string): void;
}

const REDRAW_MILLISECONDS = 100;
const ERASE = "\r\u001b[K";

/** A status line where standard error is a terminal, else one that shows nothing at all. */
export function createStatusLine(quiet: boolean): StatusLine {
	if (quiet || process.stderr.isTTY !== true) return { show: () => {}, end: () => {} };

	let drawn = Number.NEGATIVE_INFINITY;
	return {
		show: (text) => {
			const now = performance.now();
			if (now - drawn < REDRAW_MILLISECONDS) return;
			drawn = now;
			process.stderr.write(ERASE + text.slice(0, (process.stderr.columns || 80) - 1));
		},
		end: (closing) => void process.stderr.write(ERASE + (closing === undefined ? "" : `${closing}\n`)),
	};
}
