import type { DatabaseIdentity } from "@plimsoll/core";
import type { AdvisoryFacts, Affected } from "../osv/record.ts";

/** A record, seen from one package. */
export interface Advisory {
	/** The id of the record. */
	readonly id: string;
	/** Which versions of the package it affects. */
	readonly affected: Affected;
	/**
	 * What else the record says; read only when asked for.
	 *
	 * @throws {@link import("../errors.ts").AdvisoryError} `advisory-unreadable`
	 */
	facts(): AdvisoryFacts;
}

/** A compiled database of advisories, read-only. Nothing is loaded before it is asked for; processes may share the file. */
export interface AdvisoryDatabase {
	readonly identity: DatabaseIdentity;
	/**
	 * The advisories for a package, of its release and of none.
	 *
	 * @param ecosystem OSV's, with its release where the package has one
	 * @param name as the package has it; written the ecosystem's way here
	 * @throws {@link import("../errors.ts").AdvisoryError} `advisory-unreadable`
	 */
	lookup(ecosystem: string, name: string): readonly Advisory[];
	/**
	 * The facts of a record by its id, whichever ecosystem it is of.
	 *
	 * @throws {@link import("../errors.ts").AdvisoryError} `advisory-unreadable`
	 */
	facts(id: string): AdvisoryFacts | undefined;
	/**
	 * The ids of records that say of an id that it is another name of their vulnerability.
	 *
	 * @throws {@link import("../errors.ts").AdvisoryError} `advisory-unreadable`
	 */
	recordsNaming(id: string): readonly string[];
	/** Whether there are advisories that speak for an ecosystem, or for the release it names. */
	hasEcosystem(ecosystem: string): boolean;
	/** Releases the file. */
	close(): void;
}
