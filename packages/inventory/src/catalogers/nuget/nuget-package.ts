import type { Hash } from "@plimsoll/core";
import type { FoundPackage } from "../../cataloger.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";
import { runtimeCpe } from "./runtime-cpe.ts";

/** A package as a file of the .NET world names it. */
export interface NuGetPackage {
	readonly name: unknown;
	readonly version: unknown;
	readonly path: string;
	readonly licenses?: readonly string[];
	readonly direct?: boolean | undefined;
	readonly development?: boolean | undefined;
	/** Purls. */
	readonly dependsOn?: readonly string[];
	readonly hash?: Hash | undefined;
}

/** The purl of a package; undefined where its name or version can be none. */
export function nugetPurl(name: unknown, version: unknown): string | undefined {
	return isNuGetName(name) && isNuGetVersion(version) ? writePurl({ type: "nuget", name, version }) : undefined;
}

/** Makes a found package of what a file says; undefined where its name or version can be none. */
export function foundNuGetPackage(nuget: NuGetPackage): FoundPackage | undefined {
	const { name, version, path, licenses = [], direct, development, dependsOn = [], hash } = nuget;
	if (!isNuGetName(name) || !isNuGetVersion(version)) return undefined;

	const cpe = runtimeCpe(name, version);
	return {
		purl: writePurl({ type: "nuget", name, version }),
		type: "nuget",
		name,
		version,
		ecosystem: "NuGet",
		licenses,
		path,
		...(direct === undefined ? {} : { direct }),
		...(development === undefined ? {} : { development }),
		...(dependsOn.length === 0 ? {} : { dependsOn }),
		...(cpe === undefined ? {} : { cpes: [cpe] }),
		...(hash === undefined ? {} : { hashes: [hash] }),
	};
}

/** @see https://learn.microsoft.com/en-us/nuget/reference/nuspec#id */
export function isNuGetName(value: unknown): value is string {
	return isIdentifier(value) && /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(value);
}

/** Whether a value is one version, not a range of them. */
export function isNuGetVersion(value: unknown): value is string {
	return isIdentifier(value) && /^\d[0-9A-Za-z.+-]*$/.test(value);
}
