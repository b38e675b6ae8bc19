import type { Package } from "@plimsoll/core";

/** Gives out references: the same for the same names in the same order, and never the same twice. */
export class UniqueRefs {
	readonly #given = new Set<string>();
	readonly #separator: string;

	/** @param separator stands between a name that was given before and a number */
	constructor(separator: "#" | "-") {
		this.#separator = separator;
	}

	/** The wanted reference, with a number where it was given before. */
	give(wanted: string): string {
		let ref = wanted;
		for (let number = 2; this.#given.has(ref) || ref === ""; number++) ref = `${wanted}${this.#separator}${number}`;
		this.#given.add(ref);
		return ref;
	}

	/** A reference for every package, made of what the function says. */
	giveAll(packages: readonly Package[], wanted: (pkg: Package) => string): PackageRefs {
		const given = new Map<Package, string>();
		const purls = new Map<string, string>();
		for (const pkg of packages) {
			const ref = this.give(wanted(pkg));
			given.set(pkg, ref);
			if (!purls.has(pkg.purl)) purls.set(pkg.purl, ref);
		}
		return { packages: given, purls };
	}
}

/** The references of a document's packages. */
export interface PackageRefs {
	/** By package: copies of a purl have references of their own. */
	readonly packages: ReadonlyMap<Package, string>;
	/** By purl, of the first that has it. */
	readonly purls: ReadonlyMap<string, string>;
}
