/** The versions of CycloneDX that are written, the usual one first. */
export const CYCLONEDX_VERSIONS = ["1.6", "1.7", "1.5", "1.4"] as const;

/** A version of CycloneDX that is written. */
export type CycloneDxVersion = (typeof CYCLONEDX_VERSIONS)[number];

/** What a version has a place for. */
export interface VersionTraits {
	readonly version: CycloneDxVersion;
	/** `metadata.lifecycles`, tools as components, `evidence.occurrences`, CVSS 4. */
	readonly since15: boolean;
	/** The context of an occurrence, several identities, who says a licence. */
	readonly since16: boolean;
}

/** What a version has a place for; the usual version where none is named. */
export function traitsOf(version: string = CYCLONEDX_VERSIONS[0]): VersionTraits {
	const known = CYCLONEDX_VERSIONS.find((candidate) => candidate === version) ?? CYCLONEDX_VERSIONS[0];
	return { version: known, since15: known !== "1.4", since16: known === "1.6" || known === "1.7" };
}
