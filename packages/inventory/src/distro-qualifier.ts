import type { OperatingSystem } from "@plimsoll/core";

/** The `distro` qualifier of a distribution's purls, as Syft writes it: `debian-12`. */
export function distroQualifier(operatingSystem: OperatingSystem | undefined): string | undefined {
	if (operatingSystem === undefined) return undefined;
	return [operatingSystem.id, operatingSystem.versionId].filter(Boolean).join("-");
}
