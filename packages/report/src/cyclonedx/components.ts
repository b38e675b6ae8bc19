import type { OperatingSystem, Package } from "@plimsoll/core";
import type { BillOfMaterials } from "../bill-of-materials/bill-of-materials.ts";
import { packageFacts, systemFacts } from "../bill-of-materials/facts.ts";
import { licensesOf } from "../bill-of-materials/licenses.ts";
import type { PackageRefs } from "../bill-of-materials/unique-refs.ts";
import { type CdxEvidence, evidenceFacts, evidenceOf } from "./evidence.ts";
import { type CdxHash, cdxHash } from "./hashes.ts";
import { type LicenseChoice, licenseChoices } from "./licenses.ts";
import { type Property, propertiesOf } from "./properties.ts";
import { versionText } from "./version-text.ts";
import type { VersionTraits } from "./versions.ts";

/** A `component` of the bill of materials. */
export interface Component {
	readonly type: "library" | "operating-system";
	readonly "bom-ref": string;
	readonly supplier?: { readonly name: string };
	readonly name: string;
	readonly version?: string;
	readonly description?: string;
	readonly scope?: "excluded";
	readonly hashes?: readonly CdxHash[];
	readonly licenses?: readonly LicenseChoice[];
	readonly cpe?: string;
	readonly purl?: string;
	readonly properties?: readonly Property[];
	/** What lies inside of it. */
	readonly components?: readonly Component[];
	readonly evidence?: CdxEvidence;
}

/** The references of a document's parts. */
export interface Refs extends PackageRefs {
	readonly system: string;
}

/** The operating system, where there is one, and every package, one after the other. */
export function* components(bill: BillOfMaterials, refs: Refs, traits: VersionTraits): Generator<Component> {
	const { operatingSystem, containment } = bill;
	if (operatingSystem !== undefined) yield systemComponent(operatingSystem, refs.system, traits);

	const made = (pkg: Package): Component => {
		const parts = refs.purls.get(pkg.purl) === refs.packages.get(pkg) ? containment.parts.get(pkg.purl) : undefined;
		return packageComponent(pkg, { ref: refs.packages.get(pkg) ?? pkg.purl, traits, parts: parts?.map(made) });
	};
	for (const pkg of containment.top) yield made(pkg);
}

function systemComponent(system: OperatingSystem, ref: string, traits: VersionTraits): Component {
	const { path } = system;
	const source = { locations: path === undefined ? [] : [{ path }] };
	return {
		type: "operating-system",
		"bom-ref": ref,
		name: system.id,
		...(system.versionId === undefined ? {} : { version: versionText(system.versionId) }),
		description: system.name,
		...propertiesOf([...systemFacts(system), ...evidenceFacts(source, traits)]),
		...evidenceOf(source, traits),
	};
}

interface Making {
	readonly ref: string;
	readonly traits: VersionTraits;
	readonly parts: readonly Component[] | undefined;
}

function packageComponent(pkg: Package, { ref, traits, parts }: Making): Component {
	const licenses = licenseChoices(licensesOf(pkg.licenses), traits);
	const { hashes = [], cpes = [] } = pkg;
	const [cpe] = cpes;
	return {
		type: "library",
		"bom-ref": ref,
		...(pkg.vendor === undefined ? {} : { supplier: { name: pkg.vendor } }),
		name: pkg.name,
		version: versionText(pkg.version),
		...(pkg.development === true ? { scope: "excluded" } : {}),
		...(hashes.length === 0 ? {} : { hashes: hashes.map(cdxHash) }),
		...(licenses.length === 0 ? {} : { licenses }),
		...(cpe === undefined ? {} : { cpe }),
		purl: pkg.purl,
		...propertiesOf([...packageFacts(pkg), ...evidenceFacts(pkg, traits)]),
		...(parts === undefined ? {} : { components: parts }),
		...evidenceOf(pkg, traits),
	};
}
