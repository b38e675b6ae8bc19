import type { SbomProblem } from "../sbom-collector.ts";

/** A tag and its value, of one line or of several between `<text>` and `</text>`. */
export interface Tag {
	readonly name: string;
	readonly value: string;
}

const OPEN = "<text>";
const CLOSE = "</text>";
const TAG = /^\s*([A-Za-z0-9]{1,64})\s*:/;

/**
 * Reads the lines of an SPDX document in the tag-value format. Lines of another shape and comments are passed over. A text
 * without end is said, and costs only its own line.
 *
 * @see https://spdx.github.io/spdx-spec/v2.3/conformance/
 */
export function* readTags(text: string, problem: (problem: SbomProblem) => void): Generator<Tag, void, undefined> {
	// Where there is no further end of a text, nobody has to look for it again.
	const lastEnd = text.lastIndexOf(CLOSE);
	let endless: string | undefined;
	for (let at = 0; at < text.length; ) {
		const line = text.slice(at, endOfLine(text, at));
		const name = TAG.exec(line)?.[1];
		const value = line.slice(line.indexOf(":") + 1).trim();
		if (name === undefined || !value.startsWith(OPEN)) {
			if (name !== undefined) yield { name, value };
			at += line.length + 1;
			continue;
		}
		const begin = text.indexOf(OPEN, at) + OPEN.length;
		const end = lastEnd < begin ? -1 : text.indexOf(CLOSE, begin);
		if (end === -1) endless ??= name;
		yield { name, value: end === -1 ? value.slice(OPEN.length) : text.slice(begin, end) };
		at = endOfLine(text, Math.max(end, at)) + 1;
	}
	if (endless !== undefined) problem({ code: "file-malformed", message: `the text of a ${endless} has no end` });
}

function endOfLine(text: string, from: number): number {
	const newline = text.indexOf("\n", from);
	return newline === -1 ? text.length : newline;
}
