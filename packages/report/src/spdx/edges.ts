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
 * What contains what and what needs what: the subject contains the operating system and all packages that lie in no other; a
 * package contains those that lie in it and those in files that it owns.
 */
export function* edges(bill: BillOfMaterials, { packages, purls }: PackageRefs): Generator<Edges> {
	const top = bill.containment.top.map((pkg) => packages.get(pkg)).filter((id) => id !== undefined);
	if (bill.operatingSystem !== undefined) top.unshift(SYSTEM_ID);
	if (top.length > 0) yield { from: SUBJECT_ID, kind: "contains", to: top };

	const contents = contentsOf(bill, { packages, purls });
	for (const pkg of bill.packages) {
		const from = packages.get(pkg) ?? "";
		const inside = contents.get(from);
		if (inside !== undefined) yield { from, kind: "contains", to: [...inside] };
		if (pkg.dependsOn === undefined) continue;
		yield { from, kind: "dependsOn", to: pkg.dependsOn.map((purl) => purls.get(purl)).filter((id) => id !== undefined) };
	}
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
