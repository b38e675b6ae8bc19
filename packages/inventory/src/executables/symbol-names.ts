/** Places of one name that are followed. A table may have it as the end of longer names, too. */
const MAX_PLACES = 64;

/** Where a table of names has a name, or another one that ends like it; few tables have, which is quickly seen. */
export function placesOf(names: Uint8Array | undefined, symbol: string): ReadonlySet<number> {
	const places = new Set<number>();
	if (names === undefined) return places;

	const table = Buffer.from(names.buffer, names.byteOffset, names.byteLength);
	const name = `${symbol}\0`;
	for (let at = table.indexOf(name); at !== -1 && places.size < MAX_PLACES; at = table.indexOf(name, at + 1)) places.add(at);
	return places;
}
