import { compareText, type Package } from "@plimsoll/core";
import type { Relation, RelationKind } from "./relation.ts";
import { isSystemType } from "./systems.ts";

/** Relations between packages, by what a document calls them. */
export class Relations {
	readonly #relations: readonly Relation[];
	readonly #purls: Map<string, string> = new Map();
	/** By kind, then by the purl that they are stored with. */
	readonly #related: Readonly<Record<RelationKind, Map<string, Set<string>>>> = {
		dependsOn: new Map(),
		contains: new Map(),
		owns: new Map(),
	};

	constructor(relations: readonly Relation[]) {
		this.#relations = relations;
	}

	/** Says what a reference means; false where it means something already, which then stays. */
	name(ref: string, purl: string): boolean {
		if (this.#purls.has(ref)) return false;
		this.#purls.set(ref, purl);
		return true;
	}

	/** Resolves all relations, once every package has its name. Those with anything else are left out. */
	resolve(): void {
		for (const { kind, from, to } of this.#relations) {
			const [source, target] = [this.#purls.get(from), this.#purls.get(to)];
			if (kind === "dependsOn" && source !== undefined) this.#add(kind, source, target);
			else if (source !== undefined && target !== undefined) this.#add(kind, target, source);
		}
	}

	/** The relations of a package as the inventory has them; what it is known to contain or own is told with the others. */
	of(one: Package): Pick<Package, "dependsOn" | "containedIn" | "ownedBy"> {
		const dependsOn = this.#listed("dependsOn", one.purl);
		const containedIn = this.#listed("contains", one.purl);
		const [owner] = isSystemType(one.type) ? [] : (this.#listed("owns", one.purl) ?? []);
		return {
			...(dependsOn === undefined ? {} : { dependsOn }),
			...(containedIn === undefined ? {} : { containedIn }),
			...(owner === undefined ? {} : { ownedBy: owner }),
		};
	}

	#add(kind: RelationKind, purl: string, other: string | undefined): void {
		const others = this.#related[kind].getOrInsertComputed(purl, () => new Set());
		if (other !== undefined && other !== purl) others.add(other);
	}

	#listed(kind: RelationKind, purl: string): readonly string[] | undefined {
		const others = this.#related[kind].get(purl);
		return others === undefined ? undefined : [...others].sort(compareText);
	}
}
