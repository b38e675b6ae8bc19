/** What a reporter gives: a text, or its pieces in order, made while they are taken. */
export type Rendered = string | Iterable<string>;

/** Bytes that are worth a write of their own. */
const CHUNK_CHARACTERS = 65_536;

/** Joins small pieces into chunks that are worth a write of their own. */
export function* chunked(pieces: Iterable<string>): Generator<string> {
	let chunk = "";
	for (const piece of pieces) {
		chunk += piece;
		if (chunk.length < CHUNK_CHARACTERS) continue;
		yield chunk;
		chunk = "";
	}
	if (chunk !== "") yield chunk;
}

/** What was rendered as one text. */
export function textOf(rendered: Rendered): string {
	return typeof rendered === "string" ? rendered : [...rendered].join("");
}
