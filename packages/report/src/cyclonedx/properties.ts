import type { Fact } from "../bill-of-materials/facts.ts";

/** A `property`: a name and a value. */
export interface Property {
	readonly name: string;
	readonly value: string;
}

/** Facts as properties, as a component or the document carries them; nothing where there are none. */
export function propertiesOf(facts: readonly Fact[]): { readonly properties?: readonly Property[] } {
	return facts.length === 0 ? {} : { properties: facts.map(([name, value]) => ({ name, value })) };
}
