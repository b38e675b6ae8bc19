import type { Hash } from "@plimsoll/core";
import type { FoundPackage } from "../../cataloger.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";
import type { LockedPackage, PackageIdentity } from "./lock-visitor.ts";

/** A package as a file of the npm world names it. */
export interface NpmPackage extends LockedPackage {
	readonly path: string;
}

/** Makes a found package of what a file says; undefined where its name or version can be none. */
export function foundNpmPackage(npm: NpmPackage): FoundPackage | undefined {
	const { name, version, path, licenses = [], direct, development, repositoryUrl } = npm;
	if (!isNpmName(name) || !isIdentifier(version)) return undefined;

	return {
		purl: npmPurl(name, version, repositoryUrl),
		type: "npm",
		name,
		version,
		// Another registry's names are its own: advisories about npm's packages do not speak of them.
		...(repositoryUrl === undefined ? { ecosystem: "npm" } : {}),
		licenses,
		path,
		...(direct === undefined ? {} : { direct }),
		...(development === undefined ? {} : { development }),
		...hashesField(npm.hashes),
		...purlsField("dependsOn", npm.dependsOn),
		...purlsField("containedIn", npm.containedIn === undefined ? undefined : [npm.containedIn]),
	};
}

/** Whether a value is `name` or `@scope/name`. Names older than npm's rules have capitals and more. */
export function isNpmName(value: unknown): value is string {
	return isIdentifier(value) && /^(?:@[^/@]+\/)?[^/@][^/]*$/.test(value);
}

function hashesField(hashes: readonly Hash[] | undefined): { readonly hashes?: readonly Hash[] } {
	return hashes === undefined || hashes.length === 0 ? {} : { hashes };
}

function purlsField(
	field: "dependsOn" | "containedIn",
	identities: readonly PackageIdentity[] | undefined,
): { readonly dependsOn?: readonly string[]; readonly containedIn?: readonly string[] } {
	const purls = (identities ?? []).flatMap(({ name, version, repositoryUrl }) =>
		isNpmName(name) && isIdentifier(version) ? [npmPurl(name, version, repositoryUrl)] : [],
	);
	return purls.length === 0 ? {} : { [field]: purls };
}

/** The specification has names in lower case; the package keeps its own spelling. */
function npmPurl(name: string, version: string, repositoryUrl?: string): string {
	const slash = name.indexOf("/");
	const lower = name.toLowerCase();
	return writePurl({
		type: "npm",
		...(slash === -1 ? {} : { namespace: lower.slice(0, slash) }),
		name: lower.slice(slash + 1),
		version,
		...(repositoryUrl === undefined ? {} : { qualifiers: { repository_url: repositoryUrl } }),
	});
}
