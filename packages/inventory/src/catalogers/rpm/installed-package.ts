import type { OperatingSystem } from "@plimsoll/core";
import type { FoundPackage } from "../../cataloger.ts";
import { distroQualifier } from "../../distro-qualifier.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";
import { vendorOf } from "../../vendor-text.ts";
import type { RpmHeader } from "./header.ts";
import { parseSourceRpm, type SourceRpm } from "./source-rpm.ts";
import { TAGS } from "./tags.ts";

/** A package whose source's epoch is not known yet: that takes the other packages. */
export interface InstalledPackage {
	readonly found: Omit<FoundPackage, "path" | "source" | "broughtBy">;
	readonly epoch: number | undefined;
	/** Version and release, without the epoch. */
	readonly build: string;
	readonly source: SourceRpm | undefined;
}

/** The package that a header tells of, a key that rpm keeps as one included; or what the header lacks. */
export function installedPackage(header: RpmHeader, operatingSystem: OperatingSystem | undefined): InstalledPackage | string {
	const name = header.text(TAGS.name);
	const version = header.text(TAGS.version);
	const release = header.text(TAGS.release);
	if (!isIdentifier(name)) return "no valid package name";
	if (!isIdentifier(version) || !isIdentifier(release)) return `no valid version and release of ${name}`;

	const epoch = header.number(TAGS.epoch);
	const arch = header.text(TAGS.architecture);
	const architecture = isIdentifier(arch) ? arch : undefined;
	const license = header.text(TAGS.license);
	const build = `${version}-${release}`;
	return {
		found: {
			purl: writePurl({
				type: "rpm",
				namespace: operatingSystem?.namespace,
				name,
				version: build,
				qualifiers: {
					arch: architecture,
					distro: distroQualifier(operatingSystem),
					epoch: epoch?.toString(),
					rpmmod: moduleOf(header),
				},
			}),
			type: "rpm",
			name,
			version: withEpoch(build, epoch),
			...(operatingSystem?.ecosystem === undefined ? {} : { ecosystem: operatingSystem.ecosystem }),
			...(architecture === undefined ? {} : { architecture }),
			...vendorOf(header.text(TAGS.vendor)),
			licenses: license === undefined || license === "" ? [] : [license],
		},
		epoch,
		build,
		source: parseSourceRpm(header.text(TAGS.sourceRpm)),
	};
}

/** As rpm writes a version: `1:3.0.7-27.el9`, the epoch only where the package has one, though it be 0. */
export function withEpoch(build: string, epoch: number | undefined): string {
	return epoch === undefined ? build : `${epoch}:${build}`;
}

/** `NAME:STREAM:VERSION:CONTEXT` of a module's package. */
function moduleOf(header: RpmHeader): string | undefined {
	const label = header.text(TAGS.modularityLabel);
	return isIdentifier(label) && label !== "(none)" ? label : undefined;
}
