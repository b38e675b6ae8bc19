/** A `property`: a name of ours and a value. */
export interface Property {
	readonly name: string;
	readonly value: string;
}

/** Makes properties named `plimsoll:NAME` of the values that there are. */
export function properties(entries: readonly (readonly [name: string, value: string | undefined])[]): Property[] {
	const made: Property[] = [];
	for (const [name, value] of entries) {
		if (value !== undefined) made.push({ name: `plimsoll:${name}`, value });
	}
	return made;
}
