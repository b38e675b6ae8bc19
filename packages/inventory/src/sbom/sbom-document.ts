import type { DescribedSubject, OperatingSystem, Package, Subject } from "@plimsoll/core";

/** Content of a kind that has no place in an inventory. */
export interface IgnoredContent {
	/** In the plural: `files`, `services`, `vulnerabilities`. */
	readonly what: string;
	readonly count: number;
}

/** A bill of materials that was read. All lists are ordered, so that equal documents give equal results. */
export interface SbomDocument {
	/** The format and its version, as people write them: `CycloneDX 1.6 JSON`, `SPDX 2.3 tag-value`. */
	readonly format: string;
	/** What it says it is about. */
	readonly describes?: DescribedSubject;
	/** The same whole, where Plimsoll wrote the document. */
	readonly subject?: Subject;
	readonly operatingSystem?: OperatingSystem;
	/** Ordered by purl. What the document describes is not among them, unless there is nothing else. */
	readonly packages: readonly Package[];
	/** When it was made: RFC 3339, as it says. */
	readonly created?: string;
	/** Tools, people and organisations that made it, as it names them. */
	readonly creators: readonly string[];
	/** What was passed over, ordered by name. */
	readonly ignored: readonly IgnoredContent[];
}
