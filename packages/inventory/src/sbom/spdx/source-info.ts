import type { PackageLocation, SourcePackage } from "@plimsoll/core";

/** Places of one package that are looked at. */
const MAX_PLACES = 100;

/** The source package out of `sourceInfo`, as Trivy writes it: `built package from: glibc 2.36-9+deb12u4`. */
export function sourceOf(sourceInfo: string): SourcePackage | undefined {
	const [, name, version] = /^built package from: (\S+) (\S+)$/.exec(sourceInfo) ?? [];
	return name === undefined || version === undefined ? undefined : { name, version };
}

/** The places out of `sourceInfo`, as Syft writes them: `acquired package info from DPKG DB: /var/lib/dpkg/status, /usr/…`. */
export function sourcePlaces(sourceInfo: string): PackageLocation[] {
	if (!sourceInfo.startsWith("acquired package info from ")) return [];
	const paths = sourceInfo.slice(sourceInfo.indexOf(": ") + 2).split(", ", MAX_PLACES);
	return paths.filter((path) => path.startsWith("/")).map((path) => ({ path }));
}
