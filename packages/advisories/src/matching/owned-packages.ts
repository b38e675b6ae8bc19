import type { Package } from "@plimsoll/core";
import type { AdvisoryDatabase } from "../database/advisory-database.ts";

/** Knows which packages a distribution's advisories speak for, because a package of it owns their files. */
export class OwnedPackages {
	readonly #byPurl = new Map<string, Package>();
	readonly #database: AdvisoryDatabase;

	constructor(packages: readonly Package[], database: AdvisoryDatabase) {
		this.#database = database;
		for (const one of packages) this.#byPurl.set(one.purl, one);
	}

	/** Not where the owner's distribution has no advisories at all: then nobody would speak. */
	isSpokenFor({ ownedBy }: Package): boolean {
		if (ownedBy === undefined) return false;
		const owner = this.#byPurl.get(ownedBy);
		return owner === undefined || (owner.ecosystem !== undefined && this.#database.hasEcosystem(owner.ecosystem));
	}
}
