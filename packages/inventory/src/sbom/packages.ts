import { compareText, type OperatingSystem, type Package } from "@plimsoll/core";
import { mergePackages } from "../merge-packages.ts";
import { PURL_TYPES } from "../purl-types.ts";
import type { Component } from "./component.ts";
import { defined } from "./defined.ts";
import { type Identified, identify } from "./identity.ts";
import { packageOf } from "./package-of.ts";
import { quoted } from "./quoted.ts";
import { Relations } from "./relations.ts";
import type { SbomCollector } from "./sbom-collector.ts";
import { Sources } from "./source-package.ts";
import { isSystemType, Systems, systemNamed } from "./systems.ts";

/** What a document's components are. */
export interface IdentifiedPackages {
	/** Ordered by purl. */
	readonly packages: readonly Package[];
	readonly operatingSystem: OperatingSystem | undefined;
}

/**
 * Makes packages of what was gathered: identified, merged by purl, related.
 *
 * @param keepsSubject whether what the document is about is one of them
 */
export function packagesOf(collected: SbomCollector, keepsSubject: boolean): IdentifiedPackages {
	const systems = new Systems(collected.system === undefined ? undefined : systemNamed(collected.system));
	const identified = identifyAll(componentsOf(collected, keepsSubject), { systems, collected });
	const sources = new Sources();
	for (const one of identified) sources.learn(one);

	const relations = new Relations(collected.relations);
	const sightings = new Map<string, [Package, ...Package[]]>();
	const exact = new Set<string>();
	for (const one of identified) {
		const { component, isOurs } = one;
		const found = packageOf(one, { systems, sources });
		if (isOurs) exact.add(found.purl);
		if (component.ref !== "" && !relations.name(component.ref, found.purl)) {
			collected.problem({ code: "file-malformed", message: `several components have the reference ${quoted(component.ref)}` });
		}
		const before = sightings.get(found.purl);
		if (before === undefined) sightings.set(found.purl, [found]);
		else before.push(found);
	}
	relations.resolve();
	const merged = [...sightings.values()].map(mergePackages).sort((a, b) => compareText(a.purl, b.purl));
	const packages = merged.map((one) => withRelations(one, exact.has(one.purl), relations, sightings));
	// What Plimsoll wrote says so itself.
	const unknown = packages.filter((one) => one.ecosystem === undefined && !exact.has(one.purl));
	saySystemless(collected, unknown);
	sayUnidentified(collected, unknown);
	return { packages, operatingSystem: systems.main };
}

/** What the document is about is one of its packages only where it has no others; a document about several is about its packages. */
function componentsOf({ components, subjects, ours }: SbomCollector, keepsSubject: boolean): readonly Component[] {
	if (subjects.size > 1) return components;

	const parts = components.filter(({ ref }) => !subjects.has(ref));
	if (!keepsSubject && (parts.length > 0 || ours)) return parts;
	return components.filter((component) => !subjects.has(component.ref) || isPackage(component));
}

/** Images and folders are none. */
function isPackage({ purl }: Component): boolean {
	return purl !== undefined && !purl.startsWith("pkg:oci/");
}

function identifyAll(
	components: readonly Component[],
	{ systems, collected }: { systems: Systems; collected: SbomCollector },
): Identified[] {
	return components.flatMap((component) => {
		const isOurs = collected.ours || component.facts.size > 0;
		const identity = identify(component, { systems, isOurs, problem: collected.problem });
		return identity === undefined ? [] : [{ component, identity, isOurs }];
	});
}

/** What Plimsoll wrote of containers and owners is whole, and stands in its facts. */
function withRelations(one: Package, isExact: boolean, relations: Relations, known: ReadonlyMap<string, unknown>): Package {
	const { dependsOn, containedIn, ownedBy } = relations.of(one);
	return defined({
		...one,
		dependsOn,
		containedIn: isExact ? one.containedIn?.filter((purl) => known.has(purl)) : containedIn,
		ownedBy: isExact ? one.ownedBy : ownedBy,
	});
}

function saySystemless({ problem }: SbomCollector, unknown: readonly Package[]): void {
	const which = several(unknown.filter(({ type }) => isSystemType(type)));
	if (which === undefined) return;
	problem({
		code: "operating-system-unknown",
		message: `no ecosystem of advisories is known for the operating system of ${which}; not matched`,
	});
}

function sayUnidentified({ problem }: SbomCollector, unknown: readonly Package[]): void {
	const which = several(unknown.filter(({ type }) => !isSystemType(type) && PURL_TYPES.get(type)?.ecosystem === undefined));
	if (which === undefined) return;
	problem({ code: "package-unidentified", message: `no package URL of an ecosystem with advisories tells what ${which} is; not matched` });
}

/** The first of some packages, and how many more there are. */
function several([first, ...others]: readonly Package[]): string | undefined {
	if (first === undefined) return undefined;
	return others.length === 0 ? quoted(first.purl) : `${quoted(first.purl)} (and ${others.length} more)`;
}
