/** Something that happens at a version of a range. */
export interface RangeEvent {
	readonly kind: "introduced" | "fixed" | "last_affected" | "limit";
	/** `0` for `introduced` is before every version; `*` for `limit` is after every one. */
	readonly version: string;
}

/** Which versions of one package a record affects. */
export interface Affected {
	/** OSV's ecosystem, with its release where the record has one. */
	readonly ecosystem: string;
	/** As the ecosystem's names are compared. */
	readonly name: string;
	/** Those that can be evaluated without a repository, in the record's order. */
	readonly ranges: readonly (readonly RangeEvent[])[];
	/** Versions affected whatever the ranges say. */
	readonly versions: readonly string[];
	/** CVSS vectors, where they differ from the record's. */
	readonly vectors: readonly string[];
	/** How severe the ecosystem itself calls it, in its own word: Debian's urgency, Ubuntu's priority. */
	readonly rating?: string;
}

/** What a record says apart from what it affects. */
export interface AdvisoryFacts {
	readonly id: string;
	/** Other ids of the same vulnerability. */
	readonly aliases: readonly string[];
	/** Ids of the vulnerabilities that this record is made from: a distribution's record names the CVEs here. */
	readonly upstream: readonly string[];
	/** Ids that are close; older feeds of distributions name the CVEs here. */
	readonly related: readonly string[];
	/** RFC 3339. */
	readonly published?: string;
	/** RFC 3339. */
	readonly modified?: string;
	/** One line. */
	readonly summary?: string;
	/** CVSS vectors: of version 2 without, of later ones with the prefix that names it. */
	readonly vectors: readonly string[];
	/** `database_specific.severity`: a word such as `MODERATE`. */
	readonly word?: string;
}

/** A record of the Open Source Vulnerability format, as far as matching and reports need it. */
export interface OsvRecord extends AdvisoryFacts {
	/** Whether the record was taken back; such a record affects nothing. */
	readonly withdrawn: boolean;
	readonly affected: readonly Affected[];
	/** Parts that could not be used and were left out. */
	readonly ignored: readonly string[];
}

/** Why a record could not be used at all. */
export interface UnusableRecord {
	readonly reason: string;
}
