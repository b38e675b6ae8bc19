import { neutralise } from "@plimsoll/core";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Foreign text as the content of an element or of an attribute in double quotes. What XML cannot hold at all (most control
 * characters, lone surrogates, noncharacters) becomes a visible escape.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 */
export function escapeXml(text: string): string {
	return neutralise(text)
		.replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
		.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
