import type { Severity } from "./severity.ts";

/** One CVSS vector and its base score. */
export interface CvssScore {
	/** `2.0`, `3.0`, `3.1` or `4.0`. */
	readonly version: string;
	readonly vector: string;
	/** 0.0 to 10.0. */
	readonly score: number;
	readonly severity: Severity;
	/** The id of the advisory that gives it. */
	readonly advisory: string;
}

/** Who said how severe a vulnerability is. */
export interface SeveritySource {
	/** A distribution's own rating wins over a CVSS score, which wins over a word in an advisory. */
	readonly kind: "distribution" | "cvss" | "advisory" | "none";
	/** The id of the advisory used; empty for `none`. */
	readonly advisory: string;
	/** The vector used, for `cvss`. */
	readonly vector?: string;
}

/** An advisory behind a finding. */
export interface AdvisoryReference {
	/** The id of the record: `DSA-5417-1`, `GHSA-…`, `DEBIAN-CVE-…`. */
	readonly id: string;
	/** The ecosystem it matched in. */
	readonly ecosystem: string;
	/** The page to read, where one is known. */
	readonly url?: string;
	/** RFC 3339. */
	readonly published?: string;
	/** RFC 3339. */
	readonly modified?: string;
	/** Versions that fix it, as the record gives them for this package. */
	readonly fixedVersions: readonly string[];
}

/** A package's version is one that advisories name. */
export interface Vulnerability {
	readonly kind: "vulnerability";
	/** Stays the same when lines, layers or versions move; see {@link import("./fingerprint.ts").fingerprintOf}. */
	readonly fingerprint: string;
	/** The CVE where there is one, else GHSA, else the first advisory's id. */
	readonly id: string;
	/** Every other id of the same vulnerability, ordered. */
	readonly aliases: readonly string[];
	/** The purl of the affected package. */
	readonly purl: string;
	readonly severity: Severity;
	readonly severitySource: SeveritySource;
	readonly scores: readonly CvssScore[];
	/** The smallest version known to fix it on the installed version's line. Absent: no fix is known. */
	readonly fixedVersion?: string;
	readonly advisories: readonly AdvisoryReference[];
	/** One line, where the database carries prose. */
	readonly summary?: string;
}

/** A fact worth acting on; discriminated by `kind`. */
export type Finding = Vulnerability;
