import type { FoundPackage } from "./cataloger.ts";

/** A package seen in one place, and the owner of that place. */
export interface Sighting {
	readonly found: FoundPackage;
	readonly owner: string | undefined;
}

/** By purl; one that was seen once stands for itself. */
type Sightings = Map<string, Sighting | Sighting[]>;

/**
 * Makes one of each provisional sighting and what another cataloger found of the same name in the same file. Where that says what the
 * file as a whole is, and it is something else, the provisional one goes.
 *
 * @returns for each purl that is gone, the one that took its place
 */
export function settleProvisional(sightings: Sightings): ReadonlyMap<string, string> {
	const all = [...sightings.values()].flat();
	const provisional = all.filter(({ found }) => found.isProvisional === true);
	const sameAs = new Map<string, string>();
	if (provisional.length === 0) return sameAs;

	const others = othersIn(new Set(provisional.map(placeOf)), all);
	for (const one of provisional) {
		const beside = others.get(placeOf(one)) ?? [];
		const same = beside.find(({ found }) => found.name.toLowerCase() === one.found.name.toLowerCase());
		if (same !== undefined) merge(sightings, { one, same, sameAs });
		// What needs the others in its file is what they were built into.
		else if (beside.some(({ found }) => found.dependsOn !== undefined)) remove(sightings, one);
	}
	return sameAs;
}

function othersIn(places: ReadonlySet<string>, all: readonly Sighting[]): ReadonlyMap<string, readonly Sighting[]> {
	return Map.groupBy(
		all.filter((one) => one.found.isProvisional !== true && places.has(placeOf(one))),
		placeOf,
	);
}

interface Pair {
	/** The provisional one. */
	readonly one: Sighting;
	readonly same: Sighting;
	readonly sameAs: Map<string, string>;
}

function merge(sightings: Sightings, { one, same, sameAs }: Pair): void {
	const [stays, goes] = same.found.ecosystem === undefined ? [one, same] : [same, one];
	remove(sightings, goes);
	remove(sightings, stays);
	insert(sightings, { owner: stays.owner, found: { ...goes.found, ...stays.found, ...cpesOf(one) } });
	if (stays.found.purl !== goes.found.purl) sameAs.set(goes.found.purl, stays.found.purl);
}

function placeOf({ found: { container, path, type } }: Sighting): string {
	return `${container ?? path} ${type}`;
}

function cpesOf({ found: { cpes } }: Sighting): Pick<FoundPackage, "cpes"> {
	return cpes === undefined ? {} : { cpes };
}

function remove(sightings: Sightings, sighting: Sighting): void {
	const { purl } = sighting.found;
	const rest = [sightings.get(purl) ?? []].flat().filter((one) => one !== sighting);
	if (rest.length === 0) sightings.delete(purl);
	else sightings.set(purl, rest);
}

function insert(sightings: Sightings, sighting: Sighting): void {
	const { purl } = sighting.found;
	sightings.set(purl, [...[sightings.get(purl) ?? []].flat(), sighting]);
}
