import type { FoundPackage } from "../../cataloger.ts";
import { foundGoPackage, TOOLCHAIN } from "../go/go-package.ts";
import { standardLibraryVersion } from "../go/go-version.ts";

/** The program of a Go module: as what is found of it in its build information, where that knows the version. */
export function foundGoProgram(module: string, version: string, path: string): FoundPackage | undefined {
	// One between releases is older than some fixes and newer than others, nobody knows which.
	if (module === TOOLCHAIN)
		return version.includes("-") ? undefined : foundGoPackage({ name: module, version: standardLibraryVersion(version), path });
	const [major = ""] = version.split(".", 1);
	// Modules have their major version in their path from the second on.
	const name = Number(major) < 2 ? module.replace("/v{major}", "") : module.replace("{major}", major);
	return foundGoPackage({ name, version: `v${version}`, path });
}
