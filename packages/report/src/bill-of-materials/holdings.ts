import type { Package } from "@plimsoll/core";
import type { BillOfMaterials } from "./bill-of-materials.ts";

/** A kind of thing that a bill of materials may hold and a format may have no place for. */
export type Holding =
	| "operating system"
	| "image digest"
	| "facts of the subject"
	| "coverage"
	| "licences"
	| "hashes"
	| "CPEs"
	| "suppliers"
	| "ecosystems"
	| "architectures"
	| "source packages"
	| "owners"
	| "containment"
	| "layers";

/** How many things have one. */
const COUNTS: Readonly<Record<Holding, (bill: BillOfMaterials) => number>> = {
	"operating system": ({ operatingSystem }) => (operatingSystem === undefined ? 0 : 1),
	"image digest": ({ subject }) => (subject.digest === undefined ? 0 : 1),
	"facts of the subject": ({ subject }) => subject.facts.length,
	coverage: ({ facts }) => facts.length,
	licences: packagesWith(({ licenses }) => licenses.length > 0),
	hashes: packagesWith(({ hashes }) => hashes !== undefined && hashes.length > 0),
	CPEs: packagesWith(({ cpes }) => cpes !== undefined && cpes.length > 0),
	suppliers: packagesWith(({ vendor }) => vendor !== undefined),
	ecosystems: packagesWith(({ ecosystem }) => ecosystem !== undefined),
	architectures: packagesWith(({ architecture }) => architecture !== undefined),
	"source packages": packagesWith(({ source }) => source !== undefined),
	owners: packagesWith(({ ownedBy }) => ownedBy !== undefined),
	containment: packagesWith(({ containedIn }) => containedIn !== undefined && containedIn.length > 0),
	layers: packagesWith(({ locations }) => locations.some(({ layer }) => layer !== undefined)),
};

/** Something of a bill of materials that a format has no place for. */
export interface Dropped {
	readonly what: Holding;
	/** How many things have it: packages, for most. */
	readonly count: number;
}

/** What is dropped of a bill of materials by a format that omits these kinds; nothing that is not there. */
export function droppedOf(bill: BillOfMaterials, omits: readonly Holding[]): readonly Dropped[] {
	return omits.map((what) => ({ what, count: COUNTS[what](bill) })).filter(({ count }) => count > 0);
}

function packagesWith(has: (pkg: Package) => boolean): (bill: BillOfMaterials) => number {
	return ({ packages }) => packages.filter(has).length;
}
