import type { FoundPackage } from "../../cataloger.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";

/** A package as a file of the npm world names it. */
export interface NpmPackage {
	readonly name: unknown;
	readonly version: unknown;
	readonly path: string;
	readonly licenses?: readonly string[];
	readonly direct?: boolean | undefined;
	readonly development?: boolean | undefined;
}

/** Makes a found package of what a file says; undefined where its name or version can be none. */
export function foundNpmPackage(npm: NpmPackage): FoundPackage | undefined {
	const { name, version, path, licenses = [], direct, development } = npm;
	if (!isNpmName(name) || !isIdentifier(version)) return undefined;

	return {
		purl: npmPurl(name, version),
		type: "npm",
		name,
		version,
		ecosystem: "npm",
		licenses,
		path,
		...(direct === undefined ? {} : { direct }),
		...(development === undefined ? {} : { development }),
	};
}

/** Whether a value is `name` or `@scope/name`. Names older than npm's rules have capitals and more. */
export function isNpmName(value: unknown): value is string {
	return isIdentifier(value) && /^(?:@[^/@]+\/)?[^/@][^/]*$/.test(value);
}

/** The specification has names in lower case; the package keeps its own spelling. */
function npmPurl(name: string, version: string): string {
	const slash = name.indexOf("/");
	const lower = name.toLowerCase();
	return writePurl({
		type: "npm",
		...(slash === -1 ? {} : { namespace: lower.slice(0, slash) }),
		name: lower.slice(slash + 1),
		version,
	});
}
