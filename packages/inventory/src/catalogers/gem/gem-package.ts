import type { Hash } from "@plimsoll/core";
import type { FoundPackage } from "../../cataloger.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";

/** A gem as a file of the Ruby world names it. */
export interface RubyGem {
	readonly name: unknown;
	/** Without the platform. */
	readonly version: unknown;
	/** `x86_64-linux`, `java`; absent for plain Ruby. */
	readonly platform?: string | undefined;
}

/** The purl of a gem; undefined where its name or version can be none. */
export function gemPurl({ name, version, platform }: RubyGem): string | undefined {
	if (!isGemName(name) || !isVersion(version)) return undefined;
	if (platform !== undefined && !isIdentifier(platform)) return undefined;

	return writePurl({ type: "gem", name, version, qualifiers: { platform } });
}

/** What is known of a gem beside its name. */
export interface GemFacts {
	readonly path: string;
	readonly licenses?: readonly string[];
	readonly direct?: boolean | undefined;
	readonly dependsOn?: readonly string[];
	readonly hashes?: readonly Hash[];
}

/** Makes a found package of what a file says; undefined where its name or version can be none. */
export function foundGem(gem: RubyGem, facts: GemFacts): FoundPackage | undefined {
	const purl = gemPurl(gem);
	if (purl === undefined) return undefined;

	const { path, licenses = [], direct, dependsOn = [], hashes = [] } = facts;
	return {
		purl,
		type: "gem",
		name: String(gem.name),
		version: String(gem.version),
		ecosystem: "RubyGems",
		licenses,
		path,
		...(direct === undefined ? {} : { direct }),
		...(dependsOn.length === 0 ? {} : { dependsOn }),
		...(hashes.length === 0 ? {} : { hashes }),
	};
}

function isGemName(value: unknown): value is string {
	return isIdentifier(value) && /^[\w.-]+$/.test(value);
}

function isVersion(value: unknown): value is string {
	return isIdentifier(value) && /^[0-9A-Za-z.-]+$/.test(value);
}
