import type { AdvisoryFacts } from "../osv/record.ts";
import type { AliasSource } from "./groups.ts";

/** Ids kept; the packages of an image share many, and an image has seldom more. */
const KEPT_IDS = 50_000;

/** Asks the database once for each id. */
export class KeptAliases implements AliasSource {
	readonly #source: AliasSource;
	readonly #facts = new Map<string, AdvisoryFacts | undefined>();
	readonly #naming = new Map<string, readonly string[]>();

	constructor(source: AliasSource) {
		this.#source = source;
	}

	facts(id: string): AdvisoryFacts | undefined {
		return kept(this.#facts, id, () => this.#source.facts(id));
	}

	recordsNaming(id: string): readonly string[] {
		return kept(this.#naming, id, () => this.#source.recordsNaming(id));
	}
}

function kept<Value>(values: Map<string, Value>, id: string, ask: () => Value): Value {
	const known = values.get(id);
	if (known !== undefined || values.has(id)) return known as Value;
	if (values.size >= KEPT_IDS) values.clear();
	const value = ask();
	values.set(id, value);
	return value;
}
