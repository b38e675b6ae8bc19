/** Stands in a pattern for any number of items, none among them. */
export const ANY_NUMBER: unique symbol = Symbol("any number");

/**
 * Whether a sequence of items is what a pattern describes, of one part per item and {@link ANY_NUMBER}. Takes no more steps than
 * parts times items: where something does not fit, only the last {@link ANY_NUMBER} takes one item more, since whatever an
 * earlier one could take then, the last one can, too.
 */
export function matchSequence<Part, Item>(
	pattern: readonly (Part | typeof ANY_NUMBER)[],
	items: readonly Item[],
	fits: (part: Part, item: Item) => boolean,
): boolean {
	let part = 0;
	let item = 0;
	let retry: { part: number; item: number } | undefined;
	while (item < items.length) {
		const wanted = pattern[part];
		if (wanted === ANY_NUMBER) {
			retry = { part: ++part, item };
		} else if (part < pattern.length && fits(wanted as Part, items[item] as Item)) {
			part++;
			item++;
		} else if (retry !== undefined) {
			part = retry.part;
			item = ++retry.item;
		} else {
			return false;
		}
	}
	while (pattern[part] === ANY_NUMBER) part++;
	return part === pattern.length;
}
