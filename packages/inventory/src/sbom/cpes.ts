/** CPE 2.3 names among texts; other forms, and what is no CPE, are left out. */
export function cpesOf(texts: readonly (string | undefined)[]): readonly string[] {
	return [...new Set(texts.filter((text) => text !== undefined))].filter((text) => /^cpe:2\.3:[aho*-]:/.test(text));
}
