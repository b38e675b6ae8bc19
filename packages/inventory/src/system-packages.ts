import type { CatalogContext, FoundPackage } from "./cataloger.ts";
import { type Problem, problemEntry } from "./formats/problem.ts";

/**
 * Different names that one package needs. Real ones need a few hundred, kernel modules for every symbol that they use a few
 * thousand; a hostile database could have every one of its packages need all others.
 */
export const MAX_NEEDS = 5000;

/** Different names that one package provides: kernels provide one for each of some 30,000 symbols. */
export const MAX_PROVISIONS = 100_000;

/** Packages that are told of for one needed name. Any of them is enough, so that the first few say no less than all. */
export const MAX_PROVIDERS = 16;

/** The architecture of packages that are for every one. */
const NEUTRAL: ReadonlySet<string | undefined> = new Set(["all", "noarch", undefined]);

/** What a package's entry in its database says beside what it is. */
export interface SystemRelations {
	/** Names that it can be needed by, beside its own; without versions. */
	readonly provides: Iterable<string>;
	/** Names of what it needs, without versions; where one of several is enough, all of them. */
	readonly needs: Iterable<string>;
}

/** Some names, each once. */
interface Names {
	readonly names: ReadonlySet<string>;
	/** Whether there were more than a bound allows. */
	readonly isCut: boolean;
}

interface Held {
	readonly found: FoundPackage;
	readonly needs: Names;
}

/**
 * Gathers the packages of one database of an operating system, to tell which of them needs which: a name is known only once
 * all are read. What is kept, names and relations together, is bounded by `maxValues`.
 */
export class SystemPackages {
	readonly #context: CatalogContext;
	readonly #held: Held[] = [];
	/** By each name that they can be needed by. Most names are those of one package. */
	readonly #providers: Map<string, Held | Held[]> = new Map();
	readonly #perFile: Map<string, number> = new Map();
	/** Names and relations that may still be kept. */
	#left: number;

	constructor(context: CatalogContext) {
		this.#context = context;
		this.#left = context.limits.maxValues;
	}

	/** Keeps a package until {@link addAll}. */
	hold(found: FoundPackage, { provides, needs }: SystemRelations): void {
		const count = (this.#perFile.get(found.path) ?? 0) + 1;
		this.#perFile.set(found.path, count);
		// With one more than the limit allows, so that the collector says that there were more.
		if (count > this.#context.limits.maxPackagesPerFile + 1) return;

		const one = { found, needs: this.#kept(found, needs, { what: "needs", most: MAX_NEEDS }) };
		this.#held.push(one);
		this.#provide(found.name, one);
		for (const name of this.#kept(found, provides, { what: "provides", most: MAX_PROVISIONS }).names) this.#provide(name, one);
	}

	/**
	 * Says that they were found, each with what it needs of the others.
	 *
	 * @param finish adds what else is known of a package only once all are read
	 */
	addAll(finish: (found: FoundPackage) => FoundPackage = (found) => found): void {
		for (const one of this.#held) {
			const dependsOn = this.#neededBy(one);
			const found = finish(one.found);
			this.#context.add(dependsOn === undefined ? found : { ...found, dependsOn });
		}
	}

	#kept(found: FoundPackage, all: Iterable<string>, { what, most }: { readonly what: string; readonly most: number }): Names {
		const names = new Set<string>();
		for (const name of all) {
			if (name === "" || names.has(name)) continue;
			if (names.size >= most || this.#left <= 0) {
				const message = `${found.name} ${what} more than ${names.size} names; the rest is left out`;
				this.#report(found, message, this.#left <= 0 ? { limit: "maxValues" } : {});
				return { names, isCut: true };
			}
			names.add(name);
			this.#left--;
		}
		return { names, isCut: false };
	}

	#provide(name: string, one: Held): void {
		const before = this.#providers.get(name);
		if (before === undefined) this.#providers.set(name, one);
		else if (!Array.isArray(before)) this.#providers.set(name, before === one ? one : [before, one]);
		else if (before.length < MAX_PROVIDERS && before.at(-1) !== one) before.push(one);
	}

	/** Purls; undefined where it needs something, and all of that is unknown. */
	#neededBy(one: Held): readonly string[] | undefined {
		const purls = new Set<string>();
		let isUnknown = one.needs.isCut;
		for (const name of one.needs.names) {
			const providers = this.#providersOf(name, one.found.architecture);
			if (providers.length === 0) isUnknown = true;
			for (const { found } of providers) if (found.purl !== one.found.purl) purls.add(found.purl);
			if (purls.size > this.#left) {
				this.#report(one.found, `what ${one.found.name} needs is left out`, { limit: "maxValues" });
				this.#left = 0;
				return undefined;
			}
		}
		this.#left -= purls.size;
		return purls.size === 0 && isUnknown ? undefined : [...purls];
	}

	/** Of several architectures the package's own, where there is one. */
	#providersOf(name: string, architecture: string | undefined): readonly Held[] {
		const all = [this.#providers.get(name) ?? []].flat();
		if (all.length < 2 || NEUTRAL.has(architecture)) return all;

		const own = all.filter(({ found }) => found.architecture === architecture || NEUTRAL.has(found.architecture));
		return own.length === 0 ? all : own;
	}

	#report({ path }: FoundPackage, message: string, limit: Pick<Problem, "limit">): void {
		this.#context.report(problemEntry(path, { code: "file-limit", message, ...limit }));
	}
}
