import { rpmModules } from "../streams/rpm-modules.ts";
import type { Streams } from "../streams/streams.ts";
import { alpine } from "./alpine.ts";
import { bitnami } from "./bitnami.ts";
import { debian } from "./debian.ts";
import { maven } from "./maven.ts";
import { nuget } from "./nuget.ts";
import type { VersionOrdering } from "./ordering.ts";
import { packagist } from "./packagist.ts";
import { pypi } from "./pypi.ts";
import { rpm } from "./rpm.ts";
import { redHatRelease, suseRelease } from "./rpm-releases.ts";
import { rubygems } from "./rubygems.ts";
import { semver } from "./semver.ts";

/** What matching needs to know about an ecosystem. */
export interface Ecosystem {
	/** OSV's name, without a release. */
	readonly name: string;
	readonly ordering: VersionOrdering;
	/** Whether a distribution speaks: about source packages, with severities of its own and advisories that bundle CVEs. */
	readonly distribution: boolean;
	/** Set where the distribution's advisories name the packages that are installed; elsewhere those they are built from. */
	readonly advisesBinaries?: true;
	/**
	 * Writes a release the one way that both sides are compared in, for distributions whose advisories name more than an
	 * installed system knows of itself: the repository, the product. Absent where releases are exact.
	 */
	readonly normaliseRelease?: (release: string) => string;
	/** Set where packages may belong to streams, each with advisories of its own. */
	readonly streams?: Streams;
	/** Writes a package's name the one way that both sides are compared in; absent where names are exact. */
	readonly normaliseName?: (name: string) => string;
}

/** Every ecosystem whose versions can be compared. Adding one is one line, and one file where its ordering is new. */
export const ECOSYSTEMS: readonly Ecosystem[] = [
	{ name: "AlmaLinux", ordering: rpm, distribution: true, advisesBinaries: true, streams: rpmModules },
	{ name: "Alpaquita", ordering: alpine, distribution: true },
	{ name: "Alpine", ordering: alpine, distribution: true },
	{ name: "Azure Linux", ordering: rpm, distribution: true },
	{ name: "BellSoft Hardened Containers", ordering: alpine, distribution: true },
	{ name: "Bitnami", ordering: bitnami, distribution: false },
	{ name: "Chainguard", ordering: alpine, distribution: true },
	{ name: "crates.io", ordering: semver, distribution: false },
	{ name: "Debian", ordering: debian, distribution: true },
	// Purls have module paths in lower case, and no two modules differ only in that.
	{ name: "Go", ordering: semver, distribution: false, normaliseName: (name) => name.toLowerCase() },
	{ name: "Mageia", ordering: rpm, distribution: true },
	// Names are `group:artifact`.
	{ name: "Maven", ordering: maven, distribution: false },
	{ name: "MinimOS", ordering: alpine, distribution: true },
	{ name: "npm", ordering: semver, distribution: false },
	{ name: "NuGet", ordering: nuget, distribution: false, normaliseName: (name) => name.toLowerCase() },
	{ name: "openEuler", ordering: rpm, distribution: true },
	{ name: "openSUSE", ordering: rpm, distribution: true },
	{ name: "Packagist", ordering: packagist, distribution: false, normaliseName: (name) => name.toLowerCase() },
	{ name: "Photon OS", ordering: rpm, distribution: true },
	{ name: "PyPI", ordering: pypi, distribution: false, normaliseName: (name) => name.toLowerCase().replace(/[-_.]+/g, "-") },
	{ name: "Red Hat", ordering: rpm, distribution: true, advisesBinaries: true, normaliseRelease: redHatRelease, streams: rpmModules },
	{ name: "Rocky Linux", ordering: rpm, distribution: true, streams: rpmModules },
	{ name: "RubyGems", ordering: rubygems, distribution: false },
	{ name: "SUSE", ordering: rpm, distribution: true, normaliseRelease: suseRelease },
	{ name: "Ubuntu", ordering: debian, distribution: true },
	{ name: "Wolfi", ordering: alpine, distribution: true },
];

const BY_NAME: ReadonlyMap<string, Ecosystem> = new Map(ECOSYSTEMS.map((ecosystem) => [ecosystem.name, ecosystem]));

/** An ecosystem without its release: `Debian` of `Debian:12`. */
export function baseEcosystem(ecosystem: string): string {
	const colon = ecosystem.indexOf(":");
	return colon < 0 ? ecosystem : ecosystem.slice(0, colon);
}

/** What is known about an ecosystem, with or without a release. */
export function findEcosystem(ecosystem: string): Ecosystem | undefined {
	return BY_NAME.get(baseEcosystem(ecosystem));
}

/** A package's name as the database writes it. */
export function normaliseName(ecosystem: string, name: string): string {
	return findEcosystem(ecosystem)?.normaliseName?.(name) ?? name;
}
