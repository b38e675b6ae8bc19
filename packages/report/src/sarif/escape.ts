import { neutralise } from "@plimsoll/core";

/** A foreign name in a message, an id or a table cell. */
const NAME_CHARACTERS = 256;

/** A foreign sentence. */
const TEXT_CHARACTERS = 1000;

/** A foreign string in plain text, where code scanning shows it as it is. */
export function plainName(text: string): string {
	return withoutMarkup(neutralise(text, NAME_CHARACTERS));
}

/** A foreign sentence in plain text. */
export function plainText(text: string): string {
	return withoutMarkup(neutralise(text, TEXT_CHARACTERS));
}

/**
 * A foreign string in Markdown, in which HTML counts too: every punctuation character that means something there becomes
 * a character reference, which neither Markdown nor HTML takes for markup, and bare addresses are not made links of.
 *
 * @see https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references
 */
export function markdown(text: string): string {
	return neutralise(text, NAME_CHARACTERS).replace(/[\\`*_{}[\]()<>#+!|&~@:"'$=^]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A foreign path as a relative URI inside the image: every segment percent-encoded, no leading slash. */
export function relativeUri(path: string): string {
	const segments = path
		.toWellFormed()
		.split("/")
		.filter((segment) => segment !== "" && segment !== "." && segment !== "..");
	return segments.length === 0 ? "." : segments.map(encodeURIComponent).join("/");
}

/** SARIF's plain text has embedded links (`[text](target)`, 3.11.6) and placeholders (`{0}`, 3.11.5): neither is foreign text's to use. */
function withoutMarkup(text: string): string {
	return text.replaceAll("](", "] (").replace(/\{(\d+)\}/g, "{{$1}}");
}
