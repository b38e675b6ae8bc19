import type { Evidence, Package } from "@plimsoll/core";
import { bsi } from "./bsi.ts";
import { ntia } from "./ntia.ts";
import type { BillOrigin, PackageElement, Standard } from "./standard.ts";

/** How far one element is there. */
export interface ElementResult {
	readonly element: string;
	readonly of: "document" | "packages";
	/** How many have it, of how many. */
	readonly has: number;
	readonly total: number;
	/** The first purls that lack it. */
	readonly missing: readonly string[];
}

/** How far a standard is met. */
export interface StandardResult {
	readonly id: Standard["id"];
	readonly name: string;
	readonly complete: boolean;
	readonly elements: readonly ElementResult[];
}

/** How complete a bill of materials is. */
export interface ElementReport {
	readonly subject: string;
	readonly packages: number;
	/** Whether the minimum elements are there: what the first standard demands. */
	readonly complete: boolean;
	readonly standards: readonly StandardResult[];
}

/** Every standard; the first decides. */
const STANDARDS: readonly Standard[] = [ntia, bsi];

/** How many purls are named that lack an element. */
const NAMED = 3;

/** Checks which of the elements that standards demand a bill of materials of this evidence has. */
export function checkElements({ subject, packages }: Evidence, origin: BillOrigin): ElementReport {
	const standards = STANDARDS.map((standard) => checkStandard(standard, packages, origin));
	return { subject: subject.target, packages: packages.length, complete: standards[0]?.complete ?? false, standards };
}

function checkStandard(
	{ id, name, document, packages: demanded }: Standard,
	packages: readonly Package[],
	origin: BillOrigin,
): StandardResult {
	const elements: readonly ElementResult[] = [
		...document.map((element) => ({
			element: element.name,
			of: "document" as const,
			has: element.has(origin) ? 1 : 0,
			total: 1,
			missing: [],
		})),
		...demanded.map((element) => checkElement(element, packages)),
	];
	return { id, name, complete: elements.every(({ has, total }) => has === total), elements };
}

function checkElement({ name, has }: PackageElement, packages: readonly Package[]): ElementResult {
	let count = 0;
	const missing: string[] = [];
	for (const pkg of packages) {
		if (has(pkg)) count++;
		else if (missing.length < NAMED) missing.push(pkg.purl);
	}
	return { element: name, of: "packages", has: count, total: packages.length, missing };
}
