/**
 * Characters that can move a cursor, hide text or reorder it: C0 and C1 controls, line and paragraph separators, zero-width
 * and bidirectional controls, tags, interlinear annotation, lone surrogates.
 */
const DANGEROUS =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\ud800-\udfff]/gu;

/**
 * Makes a foreign string safe to show on a terminal and in any one-line field: every dangerous character becomes a visible
 * escape (`\x1b`, `\u{202e}`). The one such function; renderers add their own format's escaping on top.
 *
 * @param text anything that a subject, a feed or a file gave
 * @param maxLength code units to keep; the rest is cut with an ellipsis
 */
export function neutralise(text: string, maxLength: number = Number.POSITIVE_INFINITY): string {
	const cut = text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
	return cut.replace(DANGEROUS, escapeCharacter);
}

function escapeCharacter(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}
