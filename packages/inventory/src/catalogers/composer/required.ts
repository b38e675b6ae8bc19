import { field, objectOf, type Value } from "../../formats/value.ts";
import { composerName, composerPurl } from "./composer-package.ts";

/** Fields with names that a package stands in for. */
const STANDS_FOR = ["replace", "provide"] as const;

/**
 * Who meets a requirement, among the packages of one file: the package of that name, else the first one that replaces or
 * provides it. PHP and its extensions are no packages.
 */
export class Requirements {
	readonly #purls: Map<string, string> = new Map();

	constructor(entries: readonly Value[]) {
		for (const entry of entries) {
			const purl = composerPurl(entry);
			if (purl !== undefined) this.#purls.set(composerName(entry) ?? "", purl);
		}
		for (const entry of entries) {
			const purl = composerPurl(entry);
			for (const name of purl === undefined ? [] : STANDS_FOR.flatMap((kind) => namesIn(entry, kind))) {
				if (!this.#purls.has(name)) this.#purls.set(name, purl ?? "");
			}
		}
	}

	/** Purls of the other packages that an entry requires. */
	of(entry: Value): readonly string[] {
		const own = composerPurl(entry);
		return namesIn(entry, "require").flatMap((name) => {
			const purl = this.#purls.get(name);
			return purl === undefined || purl === own ? [] : [purl];
		});
	}
}

/** The names that are the keys of a field, as {@link composerName} writes them. */
export function namesIn(value: unknown, key: string): readonly string[] {
	return Object.keys(objectOf(field(value, key))).map((name) => name.toLowerCase());
}
