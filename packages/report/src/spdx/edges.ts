import type { OperatingSystem, Package } from "@plimsoll/core";
import type { BillOfMaterials } from "../bill-of-materials/bill-of-materials.ts";
import type { PackageRefs } from "../bill-of-materials/unique-refs.ts";
import { SUBJECT_ID, SYSTEM_ID } from "./ids.ts";

/** How one part of a document stands to others. */
export interface Edges {
	readonly from: string;
	readonly kind: "contains" | "dependsOn";
	/** Empty, which only `dependsOn` is: it is known that there are none. */
	readonly to: readonly string[];
}

/**
 * What contains what and what needs what: the subject contains the operating system, which contains the packages of its
 * distribution, and all other packages that lie in none; a package contains those that lie in it and those in files that it owns.
 */
export function* edges(bill: BillOfMaterials, { packages, purls }: PackageRefs): Generator<Edges> {
	const { operatingSystem, containment } = bill;
	const { own = [], others = [] } = Object.groupBy(containment.top, (pkg) => (isOfSystem(pkg, operatingSystem) ? "own" : "others"));
	const idsOf = (some: readonly Package[]): readonly string[] => some.map((pkg) => packages.get(pkg)).filter((id) => id !== undefined);
	yield* containing(SUBJECT_ID, operatingSystem === undefined ? idsOf(others) : [SYSTEM_ID, ...idsOf(others)]);
	yield* containing(SYSTEM_ID, idsOf(own));

	const contents = contentsOf(bill, { packages, purls });
	for (const pkg of bill.packages) {
		const from = packages.get(pkg) ?? "";
		const inside = contents.get(from);
		yield* containing(from, [...(inside ?? [])]);
		if (pkg.dependsOn === undefined) continue;
		yield { from, kind: "dependsOn", to: pkg.dependsOn.map((purl) => purls.get(purl)).filter((id) => id !== undefined) };
	}
}

function* containing(from: string, to: readonly string[]): Generator<Edges> {
	if (to.length > 0) yield { from, kind: "contains", to };
}

/** Whether the distribution's own advisories speak about a package. */
function isOfSystem({ ecosystem }: Package, system: OperatingSystem | undefined): boolean {
	return ecosystem !== undefined && ecosystem === system?.ecosystem;
}

function contentsOf(bill: BillOfMaterials, { packages, purls }: PackageRefs): ReadonlyMap<string, ReadonlySet<string>> {
	const contents = new Map<string, Set<string>>();
	for (const pkg of bill.packages) {
		const id = packages.get(pkg) ?? "";
		for (const purl of [...(pkg.containedIn ?? []), ...(pkg.ownedBy === undefined ? [] : [pkg.ownedBy])]) {
			const container = purls.get(purl);
			if (container !== undefined && container !== id) contents.getOrInsertComputed(container, () => new Set()).add(id);
		}
	}
	return contents;
}
