import { type CoverageEntry, formatPlatform, type LayerSummary, type OperatingSystem, type Package, type Subject } from "@plimsoll/core";

/**
 * Something that the standards have no field for: a name, and a value. The same names in every format, so that a reader of any
 * of them finds what a scan needs; docs/formats.md lists them. A name may occur more than once.
 */
export type Fact = readonly [name: string, value: string];

/** What every name of ours begins with. */
export const FACT_PREFIX = "plimsoll:";

type MaybeFact = readonly [name: string, value: string | undefined];

/** The facts that there are, their names prefixed. */
export function facts(entries: readonly MaybeFact[]): readonly Fact[] {
	const made: Fact[] = [];
	for (const [name, value] of entries) {
		if (value !== undefined) made.push([FACT_PREFIX + name, value]);
	}
	return made;
}

/** What was not, or not fully, looked at: each entry as compact JSON. */
export function coverageFacts(coverage: readonly CoverageEntry[]): readonly Fact[] {
	return facts(
		coverage.map(({ code, message, path, layer, limit }) => ["coverage", JSON.stringify({ code, message, path, layer, limit })] as const),
	);
}

/** Facts of what was examined. */
export function subjectFacts(subject: Subject): readonly Fact[] {
	const named = [["kind", subject.kind] as const, ["target", subject.target] as const];
	switch (subject.kind) {
		case "directory":
			return facts(named);
		case "sbom":
			return facts([
				...named,
				["document", `${subject.format} ${subject.digest}`],
				["platform", subject.describes?.platform && formatPlatform(subject.describes.platform)],
			]);
		case "image":
			return facts([
				...named,
				["imageId", subject.configDigest],
				["platform", formatPlatform(subject.platform)],
				["osVersion", subject.platform.osVersion],
				...subject.tags.map((tag) => ["tag", tag] as const),
				...subject.layers.map((layer) => ["layer", layerText(layer)] as const),
			]);
	}
}

function layerText({ digest, diffId, mediaType, size, createdBy }: LayerSummary): string {
	return JSON.stringify({ digest, diffId, mediaType, size, createdBy });
}

/** Facts of an operating system, its path aside. */
export function systemFacts(system: OperatingSystem): readonly Fact[] {
	return facts([...system.idLike.map((id) => ["idLike", id] as const), ["namespace", system.namespace], ["ecosystem", system.ecosystem]]);
}

/** Facts of a package, its locations aside. */
export function packageFacts(pkg: Package): readonly Fact[] {
	return facts([
		["ecosystem", pkg.ecosystem],
		["architecture", pkg.architecture],
		["sourceName", pkg.source?.name],
		["sourceVersion", pkg.source?.version],
		["ownedBy", pkg.ownedBy],
		...(pkg.containedIn ?? []).map((purl) => ["containedIn", purl] as const),
		["direct", pkg.direct?.toString()],
		["development", pkg.development?.toString()],
	]);
}

/** Where something was seen, for formats without a field for it: `PATH`, or `LAYER PATH` where there are layers. */
export function locationFacts(locations: readonly { readonly path: string; readonly layer?: string }[]): readonly Fact[] {
	return facts(locations.map(({ path, layer }) => ["location", layer === undefined ? path : `${layer} ${path}`] as const));
}
