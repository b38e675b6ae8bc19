import type { Evidence, OperatingSystem, Package } from "@plimsoll/core";
import { type LicenseChoice, licenseChoices } from "./licenses.ts";
import { type Property, properties } from "./properties.ts";
import type { UniqueRefs } from "./unique-refs.ts";

/** A `component` of the bill of materials. */
export interface Component {
	readonly type: "library" | "operating-system";
	readonly "bom-ref": string;
	readonly name: string;
	readonly version?: string;
	readonly description?: string;
	readonly licenses?: readonly LicenseChoice[];
	readonly purl?: string;
	readonly evidence?: { readonly occurrences: readonly { readonly location: string; readonly additionalContext?: string }[] };
	readonly properties?: readonly Property[];
}

/** The longest version that the schema allows. */
const MAX_VERSION_CHARACTERS = 1024;

/** The operating system, where there is one, and every package. */
export function components(evidence: Evidence, refs: UniqueRefs): Component[] {
	const { operatingSystem, packages } = evidence;
	const made = packages.map((pkg) => packageComponent(pkg, refs.give(pkg.purl)));
	if (operatingSystem !== undefined) made.unshift(systemComponent(operatingSystem, refs));
	return made;
}

function systemComponent(system: OperatingSystem, refs: UniqueRefs): Component {
	return {
		type: "operating-system",
		"bom-ref": refs.give(`os:${system.id}${system.versionId === undefined ? "" : `@${system.versionId}`}`),
		name: system.id,
		...(system.versionId === undefined ? {} : { version: versionText(system.versionId) }),
		description: system.name,
		...(system.path === undefined ? {} : { evidence: { occurrences: [{ location: system.path }] } }),
	};
}

function packageComponent(pkg: Package, ref: string): Component {
	const licenses = licenseChoices(pkg.licenses);
	const facts = properties([
		["type", pkg.type],
		["ecosystem", pkg.ecosystem],
		["sourceName", pkg.source?.name],
		["sourceVersion", pkg.source?.version],
		["ownedBy", pkg.ownedBy],
		["direct", pkg.direct?.toString()],
		["development", pkg.development?.toString()],
		...pkg.locations.map(({ path }) => ["location", path] as const),
		...[...new Set(pkg.locations.map(({ layer }) => layer))].map((layer) => ["layer", layer] as const),
	]);
	return {
		type: "library",
		"bom-ref": ref,
		name: pkg.name,
		version: versionText(pkg.version),
		...(licenses.length === 0 ? {} : { licenses }),
		purl: pkg.purl,
		evidence: {
			occurrences: pkg.locations.map(({ path, layer }) => ({
				location: path,
				...(layer === undefined ? {} : { additionalContext: layer }),
			})),
		},
		properties: facts,
	};
}

/** A version as the schema allows it. */
export function versionText(version: string): string {
	return version.slice(0, MAX_VERSION_CHARACTERS);
}
