import type { FoundPackage } from "../../cataloger.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";

/** A module as a file of the Go world names it. */
export interface GoModule {
	readonly name: unknown;
	/** As Go writes it: `v1.2.3`. */
	readonly version: unknown;
	readonly path: string;
	/** Whether the version can be compared with advisories; the package has no ecosystem where it cannot. */
	readonly isRelease?: boolean;
	readonly direct?: boolean | undefined;
	/** Purls of the modules that it needs. */
	readonly needs?: readonly string[];
}

/** What advisories call the standard library. */
export const STANDARD_LIBRARY = "stdlib";
/** What advisories call the `go` command. */
export const TOOLCHAIN = "toolchain";

/**
 * Makes a found package of a module; undefined where its path or version can be none. The package's version is without the `v`,
 * as advisories have it; the purl keeps it, as Go does.
 */
export function foundGoPackage({ name, version, path, isRelease = true, direct, needs = [] }: GoModule): FoundPackage | undefined {
	if (!isModulePath(name) || !isIdentifier(version)) return undefined;

	return {
		purl: goPurl(name, version),
		type: "golang",
		name,
		version: version.replace(/^v(?=\d)/, ""),
		...(isRelease ? { ecosystem: "Go" } : {}),
		licenses: [],
		path,
		...(direct === undefined ? {} : { direct }),
		...(needs.length === 0 ? {} : { dependsOn: needs }),
	};
}

/** Whether a replacement is a folder: there is no telling which version it holds. */
export function isLocalPath(path: string): boolean {
	return /^(?:\.{0,2}[/\\]|\.{1,2}$|[A-Za-z]:)/.test(path);
}

/** The specification has golang purls in lower case; the package keeps its own spelling. */
function goPurl(name: string, version: string): string {
	const lower = name.toLowerCase();
	const slash = lower.lastIndexOf("/");
	const namespace = slash === -1 ? undefined : lower.slice(0, slash);
	return writePurl({ type: "golang", namespace, name: lower.slice(slash + 1), version });
}

function isModulePath(value: unknown): value is string {
	return isIdentifier(value) && /^[\w.~+-]+(?:\/[\w.~+-]+)*$/.test(value) && !isLocalPath(value);
}
