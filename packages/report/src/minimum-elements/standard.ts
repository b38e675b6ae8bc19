import type { Package } from "@plimsoll/core";

/** Who made a bill of materials, and when: what evidence alone does not know. */
export interface BillOrigin {
	/** Absent where the document carries no time. */
	readonly created?: string;
	/** Tools, people and organisations, as they are named. */
	readonly creators: readonly string[];
}

/** Something that a standard demands of a bill of materials as a whole. */
export interface DocumentElement {
	readonly name: string;
	has(origin: BillOrigin): boolean;
}

/** Something that a standard demands of each package. */
export interface PackageElement {
	readonly name: string;
	has(pkg: Package): boolean;
}

/** What a standard demands. */
export interface Standard {
	readonly id: "ntia" | "bsi";
	readonly name: string;
	readonly document: readonly DocumentElement[];
	readonly packages: readonly PackageElement[];
}

/** Whether there is a time; the beginning of 1970 is what SPDX documents of Plimsoll carry for none. */
export function isDated({ created }: BillOrigin): boolean {
	return created !== undefined && Date.parse(created) > 0;
}
