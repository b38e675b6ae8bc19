/**
 * Which ranges share bytes with another one.
 *
 * @param starts the first byte of each range
 * @param ends the byte behind the last one of each
 */
export function overlapping(starts: readonly number[], ends: readonly number[]): ReadonlySet<number> {
	const found = new Set<number>();
	let reach = 0;
	let widest = -1;
	for (const index of byStart(starts)) {
		const end = ends[index] ?? 0;
		if ((starts[index] ?? 0) < reach) {
			found.add(index);
			found.add(widest);
		}
		if (end > reach) {
			reach = end;
			widest = index;
		}
	}
	return found;
}

/** Zips are nearly always written in the order of their directory. */
function byStart(starts: readonly number[]): Iterable<number> {
	const indices = Uint32Array.from(starts.keys());
	const ordered = starts.every((start, index) => index === 0 || start >= (starts[index - 1] ?? 0));
	return ordered ? indices : indices.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0));
}
