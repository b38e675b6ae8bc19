import type { BillOfMaterials } from "../bill-of-materials/bill-of-materials.ts";
import { graphRoots } from "../bill-of-materials/graph-roots.ts";
import type { Refs } from "./components.ts";

/** A node of the dependency graph, with what it needs directly. */
export interface Dependency {
	readonly ref: string;
	readonly dependsOn: readonly string[];
}

/**
 * The dependency graph. The subject needs the operating system and whatever no other package leads to. A package without a node
 * is one of which nobody says what it needs; one that needs nothing has an empty node.
 */
export function* dependencies(bill: BillOfMaterials, subject: string, refs: Refs): Generator<Dependency> {
	const roots = graphRoots(bill.packages).map((pkg) => refs.packages.get(pkg) ?? pkg.purl);
	yield { ref: subject, dependsOn: [...(bill.operatingSystem === undefined ? [] : [refs.system]), ...roots] };

	for (const pkg of bill.packages) {
		if (pkg.dependsOn === undefined) continue;
		const needed = pkg.dependsOn.map((purl) => refs.purls.get(purl)).filter((ref) => ref !== undefined);
		yield { ref: refs.packages.get(pkg) ?? pkg.purl, dependsOn: needed };
	}
}
