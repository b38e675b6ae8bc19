import { compareDigits, stripZeros } from "./digits.ts";
import { type ParsedVersion, type VersionOrdering, versionText } from "./ordering.ts";
import { semver } from "./semver.ts";

interface BitnamiVersion extends ParsedVersion {
	readonly upstream: ParsedVersion;
	/** How often the same software was packaged anew; 0 where the version does not say. */
	readonly revision: string;
}

/** The revision is the number behind the software's own version, which has no dash of its own then. */
const WITH_REVISION = /^([^-+]+)-(\d+)(?:\+.*)?$/s;

/**
 * Versions of Bitnami's packages: semantic versions with a revision, which comes after the version and not before it as a
 * pre-release would.
 *
 * @see https://github.com/bitnami/go-version
 */
export const bitnami: VersionOrdering = {
	id: "bitnami",

	parse(version: string): BitnamiVersion | undefined {
		const text = versionText(version);
		if (text === undefined) return undefined;

		const [, software = text, revision = "0"] = WITH_REVISION.exec(text) ?? [];
		const upstream = semver.parse(software);
		return upstream === undefined ? undefined : { conforms: upstream.conforms, upstream, revision: stripZeros(revision) };
	},

	compare(a: BitnamiVersion, b: BitnamiVersion): number {
		return semver.compare(a.upstream, b.upstream) || compareDigits(a.revision, b.revision);
	},
};
