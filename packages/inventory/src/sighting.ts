import type { FoundPackage } from "./cataloger.ts";

/** A package seen in one place, and the owner of that place. */
export interface Sighting {
	readonly found: FoundPackage;
	readonly owner: string | undefined;
}

/** By purl; one that was seen once stands for itself. */
type Sightings = Map<string, Sighting | Sighting[]>;

/** What came of sightings that were provisional. */
export interface Settled {
	/** For each purl that is gone, the one that took its place. */
	readonly sameAs: ReadonlyMap<string, string>;
	/** The provisional ones that count. */
	readonly kept: readonly FoundPackage[];
}

/**
 * Makes one of each provisional sighting and what another cataloger found of the same name in the same file. Where that says what the
 * file as a whole is, and it is something else, the provisional one goes. Every sighting is looked at a few times only: files
 * of one name may be as many as a subject has.
 */
export function settleProvisional(sightings: Sightings): Settled {
	const all = [...sightings.values()].flat();
	const provisional = all.filter(({ found }) => found.provisional !== undefined);
	const others = othersIn(new Set(provisional.map(placeOf)), all);
	const sameAs = new Map<string, string>();
	const kept: FoundPackage[] = [];
	const gone = new Set<Sighting>();
	const made: Sighting[] = [];
	for (const one of provisional) {
		const beside = others.get(placeOf(one)) ?? [];
		const same = beside.find(({ found }) => found.name.toLowerCase() === one.found.name.toLowerCase());
		// What needs the others in its file is what they were built into.
		if (same === undefined && beside.some(({ found }) => found.dependsOn !== undefined)) gone.add(one);
		if (same?.found.ecosystem === undefined && !gone.has(one)) kept.push(one.found);
		if (same === undefined) continue;

		const [stays, goes] = same.found.ecosystem === undefined ? [one, same] : [same, one];
		gone.add(one).add(same);
		made.push({ owner: stays.owner, found: { ...goes.found, ...stays.found, ...cpesOf(one) } });
		if (stays.found.purl !== goes.found.purl) sameAs.set(goes.found.purl, stays.found.purl);
	}
	replace(sightings, gone, made);
	return { sameAs, kept };
}

function othersIn(places: ReadonlySet<string>, all: readonly Sighting[]): ReadonlyMap<string, readonly Sighting[]> {
	return Map.groupBy(
		all.filter((one) => one.found.provisional === undefined && places.has(placeOf(one))),
		placeOf,
	);
}

function placeOf({ found: { container, path, type } }: Sighting): string {
	return `${container ?? path} ${type}`;
}

function cpesOf({ found: { cpes } }: Sighting): Pick<FoundPackage, "cpes"> {
	return cpes === undefined ? {} : { cpes };
}

function replace(sightings: Sightings, gone: ReadonlySet<Sighting>, made: readonly Sighting[]): void {
	for (const purl of new Set([...gone].map(({ found }) => found.purl))) {
		const rest = [sightings.get(purl) ?? []].flat().filter((one) => !gone.has(one));
		if (rest.length === 0) sightings.delete(purl);
		else sightings.set(purl, rest);
	}
	for (const one of made) {
		const before = sightings.get(one.found.purl);
		if (Array.isArray(before)) before.push(one);
		else sightings.set(one.found.purl, before === undefined ? [one] : [before, one]);
	}
}
