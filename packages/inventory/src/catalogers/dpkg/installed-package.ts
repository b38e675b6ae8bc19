import type { OperatingSystem, SourcePackage } from "@plimsoll/core";
import type { FoundPackage } from "../../cataloger.ts";
import { distroQualifier } from "../../distro-qualifier.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";
import { vendorOf } from "../../vendor-text.ts";
import type { Stanza } from "./stanzas.ts";

/**
 * Whether a package's files are on the disk, which is what counts: `not-installed` and `config-files` (removed, not purged)
 * leave none. Half-installed and unpacked packages have theirs, and so has one that is marked for removal but still
 * installed (`deinstall ok installed`). Files of `status.d` say nothing: what they name is there.
 */
export function isPresent(stanza: Stanza): boolean {
	const state = stanza.status?.split(/\s+/).at(-1)?.toLowerCase();
	return state !== "not-installed" && state !== "config-files";
}

/** The package that a stanza tells of, without its licences; or what the stanza lacks. */
export function packageOf(stanza: Stanza, operatingSystem: OperatingSystem | undefined): Omit<FoundPackage, "path" | "licenses"> | string {
	const { package: name, version, architecture } = stanza;
	if (!isIdentifier(name)) return "no valid package name";
	if (!isIdentifier(version)) return `no valid version of ${name}`;

	const source = sourceOf(stanza.source, version);
	const arch = isIdentifier(architecture) ? architecture : undefined;
	const purl = writePurl({
		type: "deb",
		namespace: operatingSystem?.namespace ?? "debian",
		name: name.toLowerCase(),
		version,
		qualifiers: { arch, distro: distroQualifier(operatingSystem) },
	});
	return {
		purl,
		type: "deb",
		name,
		version,
		...(operatingSystem?.ecosystem === undefined ? {} : { ecosystem: operatingSystem.ecosystem }),
		...(arch === undefined ? {} : { architecture: arch }),
		...vendorOf(stanza.maintainer),
		...(source === undefined ? {} : { source }),
	};
}

/** `Source: name` or `Source: name (version)`; the version is given where it is not the package's own. */
function sourceOf(text: string | undefined, version: string): SourcePackage | undefined {
	if (text === undefined) return undefined;

	const [name, bracket] = text.split(/\s+/, 2);
	if (!isIdentifier(name)) return undefined;
	const given = bracket?.startsWith("(") ? bracket.replace(/^\(|\)$/g, "") : undefined;
	return { name, version: isIdentifier(given) ? given : version };
}
