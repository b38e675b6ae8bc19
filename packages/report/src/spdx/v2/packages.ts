import { type Hash, neutralise, type OperatingSystem, type Package } from "@plimsoll/core";
import type { BillOfMaterials, BillSubject } from "../../bill-of-materials/bill-of-materials.ts";
import { locationFacts, packageFacts, systemFacts } from "../../bill-of-materials/facts.ts";
import { hashOf } from "../../bill-of-materials/hashes.ts";
import { licensesOf } from "../../bill-of-materials/licenses.ts";
import type { PackageRefs } from "../../bill-of-materials/unique-refs.ts";
import type { ExtractedLicenses } from "../extracted-licenses.ts";
import { SUBJECT_ID, SYSTEM_ID } from "../ids.ts";
import { locator, sourceInfo } from "../locators.ts";
import { type Annotation, annotations } from "./annotations.ts";
import type { Spdx2Version } from "./document.ts";

/** A package of the document. */
export interface SpdxPackage {
	readonly name: string;
	readonly SPDXID: string;
	readonly versionInfo?: string;
	readonly supplier?: string;
	readonly downloadLocation: "NOASSERTION";
	readonly filesAnalyzed: false;
	readonly checksums?: readonly { readonly algorithm: string; readonly checksumValue: string }[];
	readonly sourceInfo?: string;
	readonly licenseConcluded: "NOASSERTION";
	readonly licenseDeclared: string;
	readonly copyrightText: "NOASSERTION";
	readonly summary?: string;
	readonly externalRefs?: readonly ExternalRef[];
	readonly primaryPackagePurpose?: string;
	readonly annotations?: readonly Annotation[];
}

interface ExternalRef {
	readonly referenceCategory: "PACKAGE-MANAGER" | "SECURITY";
	readonly referenceType: "purl" | "cpe23Type";
	readonly referenceLocator: string;
}

/** What the packages of a document are made with. */
export interface PackageMaking {
	readonly version: Spdx2Version;
	readonly ids: PackageRefs;
	readonly licenses: ExtractedLicenses;
}

/** The subject, the operating system and every package, one after the other. */
export function* packages(bill: BillOfMaterials, making: PackageMaking): Generator<SpdxPackage> {
	yield subjectPackage(bill.subject, bill, making);
	if (bill.operatingSystem !== undefined) yield systemPackage(bill.operatingSystem, bill, making);
	for (const pkg of bill.packages) yield spdxPackage(pkg, bill, making);
}

function subjectPackage(
	{ kind, name, version, purl, digest, facts }: BillSubject,
	bill: BillOfMaterials,
	making: PackageMaking,
): SpdxPackage {
	return {
		...identity(name, SUBJECT_ID, version),
		...checksums(digest === undefined ? [] : [hashOf(digest)]),
		...unlicensed(undefined),
		...externalRefs(purl),
		...purpose(kind.toUpperCase(), making),
		...annotations(facts, bill),
	};
}

function systemPackage(system: OperatingSystem, bill: BillOfMaterials, making: PackageMaking): SpdxPackage {
	const { id, versionId, name, path } = system;
	return {
		...identity(id, SYSTEM_ID, versionId),
		...unlicensed(undefined),
		summary: name,
		...purpose("OPERATING_SYSTEM", making),
		...annotations([...systemFacts(system), ...(path === undefined ? [] : locationFacts([{ path }]))], bill),
	};
}

function spdxPackage(pkg: Package, bill: BillOfMaterials, making: PackageMaking): SpdxPackage {
	return {
		...identity(pkg.name, making.ids.packages.get(pkg) ?? "", pkg.version, pkg.vendor),
		...checksums(pkg.hashes ?? []),
		...(pkg.source === undefined ? {} : { sourceInfo: sourceInfo(pkg.source) }),
		...unlicensed(making.licenses.expressionOf(licensesOf(pkg.licenses))),
		...externalRefs(pkg.purl, pkg.cpes),
		...purpose("LIBRARY", making),
		...annotations([...packageFacts(pkg), ...locationFacts(pkg.locations)], bill),
	};
}

type Identity = Pick<SpdxPackage, "name" | "SPDXID" | "versionInfo" | "supplier" | "downloadLocation" | "filesAnalyzed">;

function identity(name: string, SPDXID: string, version?: string, vendor?: string): Identity {
	return {
		name: name || "NOASSERTION",
		SPDXID,
		...(version ? { versionInfo: version } : {}),
		...(vendor ? { supplier: `Organization: ${neutralise(vendor)}` } : {}),
		downloadLocation: "NOASSERTION",
		filesAnalyzed: false,
	};
}

function unlicensed(declared: string | undefined): Pick<SpdxPackage, "licenseConcluded" | "licenseDeclared" | "copyrightText"> {
	return { licenseConcluded: "NOASSERTION", licenseDeclared: declared ?? "NOASSERTION", copyrightText: "NOASSERTION" };
}

function checksums(hashes: readonly Hash[]): Pick<SpdxPackage, "checksums"> {
	if (hashes.length === 0) return {};
	return { checksums: hashes.map(({ algorithm, value }) => ({ algorithm: algorithm.toUpperCase(), checksumValue: value })) };
}

function externalRefs(purl: string | undefined, cpes: readonly string[] = []): Pick<SpdxPackage, "externalRefs"> {
	const refs: ExternalRef[] = cpes.map((referenceLocator) => ({
		referenceCategory: "SECURITY",
		referenceType: "cpe23Type",
		referenceLocator,
	}));
	if (purl !== undefined) refs.unshift({ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: locator(purl) });
	return refs.length === 0 ? {} : { externalRefs: refs };
}

/** What the package is for: 2.2 has no place for it. */
function purpose(primaryPackagePurpose: string, { version }: PackageMaking): Pick<SpdxPackage, "primaryPackagePurpose"> {
	return version === "2.2" ? {} : { primaryPackagePurpose };
}
