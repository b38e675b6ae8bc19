/** What SPDX calls the source package, in the words that other scanners read too. */
export function sourceInfo(source: { readonly name: string; readonly version: string }): string {
	return `built package from: ${source.name} ${source.version}`;
}

/** A purl without white space or control characters, which a locator must not have. */
export function locator(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	return text.toWellFormed().replace(/[\s\u0000-\u001f\u007f-\u009f]/gu, encodeURIComponent);
}
