import type { CoverageEntry } from "./coverage.ts";
import type { Digest } from "./digest.ts";
import type { Finding } from "./finding.ts";
import type { OperatingSystem, Package } from "./package.ts";
import type { Subject } from "./subject.ts";

/** A program that established evidence. */
export interface Tool {
	readonly name: string;
	readonly version: string;
}

/** Where the advisories of a database came from. */
export interface DatabaseSource {
	/** The ecosystem, or the feed's name. */
	readonly name: string;
	/** The file or address it was read from, without credentials. */
	readonly from: string;
	readonly digest: Digest;
	readonly advisories: number;
	/** RFC 3339: the newest record. */
	readonly modified?: string;
}

/** Which advisory database was asked. */
export interface DatabaseIdentity {
	/** `starter`: the small one that ships with Plimsoll, which knows only a fraction of all advisories. */
	readonly kind: "full" | "starter";
	readonly schemaVersion: number;
	/** Over all content, the same for the same records. */
	readonly contentDigest: Digest;
	readonly advisories: number;
	/** RFC 3339: the newest record in it. */
	readonly modified?: string;
	readonly sources: readonly DatabaseSource[];
}

/** How long a step took. */
export interface Timing {
	readonly step: string;
	readonly milliseconds: number;
}

/** Everything established about one subject at one time. All lists are ordered, so that equal input gives equal output. */
export interface Evidence {
	readonly subject: Subject;
	readonly tool: Tool;
	/** Absent where nothing was matched. */
	readonly database?: DatabaseIdentity;
	readonly operatingSystem?: OperatingSystem;
	readonly packages: readonly Package[];
	readonly findings: readonly Finding[];
	readonly coverage: readonly CoverageEntry[];
	/** Not part of any reproducible output. */
	readonly timings: readonly Timing[];
}
