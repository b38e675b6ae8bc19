/** What may never reach a terminal as it is: controls but the end of a line, and what hides or reorders text. */
const RAW =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** Where a text would do something to a terminal, with what stands around it; undefined where it would not. */
export function rawControlIn(text: string): string | undefined {
	const index = text.search(RAW);
	return index === -1 ? undefined : JSON.stringify(text.slice(Math.max(0, index - 40), index + 40));
}
