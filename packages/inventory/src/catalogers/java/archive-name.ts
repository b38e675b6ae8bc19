import { withoutExtension } from "./archive-kind.ts";

/** Behind a hyphen, what still belongs to a version; anything else begins a classifier. */
const VERSION_PART =
	/^(?:\d+|[0-9a-f]{7,40}|\d*(?:alpha|beta|milestone|rc|cr|mr|final|ga|release|snapshot|sp|sec|jre|jdk|java|android|incubating|build|patch|preview|pre|ea|rev|stable|redhat|fuse|hash|[abmpru])\d*)$/i;

/** Behind a version, that somebody built it again: `3.2.1-hudson-1`. */
const REBUILT = /^(?:-[a-z]+){1,3}-\d{1,8}$/i;

/** Behind a version, what it was built for. */
const PLATFORM = /^-(?:linux|windows|win|osx|mac|macos|darwin)-\d\d$/i;

/** Says that no program is in the archive. */
const NO_PROGRAM = /-(?:sources|javadoc|groovydoc|scaladoc)$/i;

/** Longer than any name of a file; entries of archives may have names of 65,535 bytes. */
const MAX_LENGTH = 255;

/** What the name of an archive tells. */
export interface ArchiveName {
	/** Without extension, version and classifier. */
	readonly name: string;
	readonly version: string | undefined;
	/** Whether the archive holds sources or documentation only. */
	readonly program: boolean;
}

/**
 * Takes the name of an archive apart: `name-version[-classifier].jar`, as repositories name them. Of the hyphens followed by
 * a digit the first counts behind which everything reads as one version: `log4j-1.2-api-2.17.1` is version 2.17.1.
 *
 * @param told versions that its manifest names; one that the name ends with is the name's
 */
export function readArchiveName(path: string, told: readonly string[] = []): ArchiveName {
	const file = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf(":")) + 1);
	const stem = withoutExtension(file).slice(0, MAX_LENGTH);
	const program = !NO_PROGRAM.test(stem);
	const ending = told.find((version) => stem.endsWith(`-${version}`) && stem.length > version.length + 1);
	if (ending !== undefined) return { name: stem.slice(0, -ending.length - 1), version: ending, program };

	for (const { index } of stem.matchAll(/-(?=[vr]?\d)(?!v\d+-\d)/gi)) {
		const version = versionAt(stem, index + 1);
		const classifier = stem.slice(index + 1 + version.length);
		if (PLATFORM.test(classifier)) return { name: stem.slice(0, index), version, program };
		if (REBUILT.test(classifier)) return { name: stem.slice(0, index), version: stem.slice(index + 1), program };
		if (!/-\d/.test(classifier)) return { name: stem.slice(0, index), version, program };
	}
	return { name: stem.replace(NO_PROGRAM, ""), version: undefined, program };
}

function versionAt(stem: string, start: number): string {
	const [first = "", ...others] = stem.slice(start).split("-");
	let version = first;
	for (const part of others) {
		if (!part.split(/[._+]/, 1).every((word) => VERSION_PART.test(word))) break;
		version += `-${part}`;
	}
	return version;
}
