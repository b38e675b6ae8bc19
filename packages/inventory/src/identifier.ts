/** Longer than every name and version in use (npm allows 214 characters), short enough for any column. */
const MAX_LENGTH = 512;

/**
 * Whether a value can be the name or the version of a package: a text without white space or control characters. What a
 * hostile or damaged file holds instead would otherwise travel into purls and reports.
 */
export function isIdentifier(value: unknown): value is string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is kept out
	return typeof value === "string" && value.length > 0 && value.length <= MAX_LENGTH && !/[\s\u0000-\u001f\u007f-\u009f]/.test(value);
}
