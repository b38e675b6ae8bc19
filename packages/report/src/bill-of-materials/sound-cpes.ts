const PART = /^[aho*-]$/;
const ATTRIBUTE = /^(?:[*-]|(?:\?*|\*?)(?:[A-Za-z0-9._-]|\\[\\*?!"#$%&'()+,/:;<=>@[\]^`{|}~])+(?:\?*|\*?))$/;
const LANGUAGE = /^(?:[*-]|[A-Za-z]{2,3}(?:-(?:[A-Za-z]{2}|\d{3}))?)$/;

/** What stands between the colons of a formatted string, behind `cpe:2.3`. */
const COMPONENTS: readonly RegExp[] = [PART, ...new Array<RegExp>(5).fill(ATTRIBUTE), LANGUAGE, ...new Array<RegExp>(4).fill(ATTRIBUTE)];

/** The CPEs that are formatted strings of version 2.3; one that is not would make a document invalid. */
export function soundCpes(cpes: readonly string[]): readonly string[] {
	return cpes.filter(isFormattedString);
}

/** @see https://nvlpubs.nist.gov/nistpubs/Legacy/IR/nistir7695.pdf (6.2) */
function isFormattedString(text: string): boolean {
	const [scheme, version, ...components] = text.split(/(?<!\\):/);
	if (scheme !== "cpe" || version !== "2.3" || components.length !== COMPONENTS.length) return false;
	return COMPONENTS.every((pattern, index) => pattern.test(components[index] ?? ""));
}
