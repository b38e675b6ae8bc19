import { neutralise } from "@plimsoll/core";

/** How many things a message lists before it says how many more there are. */
const MAX_LISTED = 20;

/** Lists foreign texts in a message, which they must not be able to flood. */
export function listed(texts: readonly string[]): string {
	const shown = texts.slice(0, MAX_LISTED).map((text) => neutralise(text, 160));
	const more = texts.length - shown.length;
	return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
