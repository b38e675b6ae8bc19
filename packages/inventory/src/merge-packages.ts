import { compareText, type Package, type PackageLocation } from "@plimsoll/core";

/** Makes one package of several sightings of the same purl: what they say together. What the first says stays where it cannot be joined. */
export function mergePackages(sightings: readonly [Package, ...Package[]]): Package {
	const [first] = sightings;
	if (sightings.length === 1) return ordered(first);

	const { ownedBy: _, ...rest } = first;
	const owner = ownerOfAll(sightings);
	const direct = flagOf(sightings, "direct", (values) => values.includes(true));
	const development = flagOf(sightings, "development", (values) => !values.includes(false));
	return {
		...rest,
		licenses: distinct(sightings.flatMap(({ licenses }) => licenses)),
		locations: locationsOf(sightings),
		...(owner === undefined ? {} : { ownedBy: owner }),
		...(direct === undefined ? {} : { direct }),
		...(development === undefined ? {} : { development }),
		...joined(sightings, "dependsOn"),
		...joined(sightings, "containedIn"),
		...joined(sightings, "cpes"),
		...hashesOf(sightings),
	};
}

/** Of the first file that is the package: what lies inside of another file has none. */
function hashesOf(sightings: readonly Package[]): Pick<Package, "hashes"> {
	const hashes = sightings.find((sighting) => sighting.hashes !== undefined)?.hashes;
	return hashes === undefined ? {} : { hashes };
}

/** Most packages are seen once, with one licence or none. */
function ordered(one: Package): Package {
	if (one.licenses.length < 2 && one.cpes === undefined) return one;
	return { ...one, licenses: distinct(one.licenses), ...joined([one], "cpes") };
}

/** Of one place, what the last sighting says. */
function locationsOf(sightings: readonly Package[]): readonly PackageLocation[] {
	const byPath = new Map(sightings.flatMap(({ locations }) => locations.map((location) => [location.path, location])));
	return [...byPath.values()].sort((a, b) => compareText(a.path, b.path));
}

/** A package is owned where every copy of it is: one that somebody installed besides is nobody's but theirs. */
function ownerOfAll(sightings: readonly Package[]): string | undefined {
	const owners = sightings.map(({ ownedBy }) => ownedBy);
	return owners.every((owner) => owner !== undefined) ? owners.toSorted(compareText)[0] : undefined;
}

/** A flag over all places; those that do not say have no voice. */
function flagOf(
	sightings: readonly Package[],
	flag: "direct" | "development",
	decide: (values: readonly boolean[]) => boolean,
): boolean | undefined {
	const values = sightings.flatMap((sighting) => sighting[flag] ?? []);
	return values.length === 0 ? undefined : decide(values);
}

function joined(sightings: readonly Package[], list: "dependsOn" | "containedIn" | "cpes"): Partial<Package> {
	const lists = sightings.flatMap((sighting) => (sighting[list] === undefined ? [] : [sighting[list]]));
	return lists.length === 0 ? {} : { [list]: distinct(lists.flat()) };
}

function distinct(texts: readonly string[]): readonly string[] {
	return [...new Set(texts)].sort(compareText);
}
