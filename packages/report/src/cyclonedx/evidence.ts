import type { PackageLocation } from "@plimsoll/core";
import { type Fact, facts, locationFacts } from "../bill-of-materials/facts.ts";
import type { VersionTraits } from "./versions.ts";

/** The `evidence` of a component: how it is known, and where it was seen. */
export interface CdxEvidence {
	readonly identity?: readonly { readonly field: "purl" | "cpe"; readonly concludedValue: string }[];
	readonly occurrences?: readonly { readonly location: string; readonly additionalContext?: string }[];
}

/** What evidence is made of. */
export interface EvidenceSource {
	readonly locations: readonly PackageLocation[];
	readonly purl?: string;
	readonly cpes?: readonly string[];
}

/** Evidence as far as the version has a place for it; what has none is in {@link evidenceFacts}. */
export function evidenceOf({ purl, cpes = [], locations }: EvidenceSource, traits: VersionTraits): { readonly evidence?: CdxEvidence } {
	const identity = [
		...(purl === undefined ? [] : [{ field: "purl" as const, concludedValue: purl }]),
		...cpes.map((cpe) => ({ field: "cpe" as const, concludedValue: cpe })),
	];
	const identified = traits.since16 && identity.length > 0;
	const occurred = traits.since15 && locations.length > 0;
	if (!identified && !occurred) return {};
	return {
		evidence: {
			...(identified ? { identity } : {}),
			...(occurred ? { occurrences: locations.map((location) => occurrence(location, traits)) } : {}),
		},
	};
}

/** Locations, layers and further CPEs, where the version's evidence has no place for them. */
export function evidenceFacts(source: EvidenceSource, traits: VersionTraits): readonly Fact[] {
	if (traits.since16) return [];
	const cpes = (source.cpes ?? []).slice(1).map((cpe) => ["cpe", cpe] as const);
	return [...locationFacts(source.locations), ...facts(cpes)];
}

function occurrence({ path, layer }: PackageLocation, traits: VersionTraits): { location: string; additionalContext?: string } {
	return { location: path, ...(layer === undefined || !traits.since16 ? {} : { additionalContext: layer }) };
}
