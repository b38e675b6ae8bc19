import { neutralise } from "@plimsoll/core";

/** A name, an id or a version. Real ones are shorter than this. */
const NAME_CHARACTERS = 160;

/** A message or a path. */
const TEXT_CHARACTERS = 600;

/** A foreign name, id or version as a terminal may show it. */
export function shownName(text: string): string {
	return neutralise(text, NAME_CHARACTERS);
}

/** A foreign path, message or summary as a terminal may show it, in one line. */
export function shownText(text: string): string {
	return neutralise(
		text
			.slice(0, TEXT_CHARACTERS + 1)
			.replace(/\s+/g, " ")
			.trim(),
		TEXT_CHARACTERS,
	);
}
