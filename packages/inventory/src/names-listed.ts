import { compareText } from "@plimsoll/core";

/** Names that one coverage entry lists before it counts the rest. */
const MAX_LISTED = 5;

/** Some names as part of a sentence: the first few in order, and how many more. */
export function namesListed(names: readonly string[]): string {
	const listed = names.toSorted(compareText).slice(0, MAX_LISTED).join(", ");
	return names.length > MAX_LISTED ? `${listed} and ${names.length - MAX_LISTED} more` : listed;
}
