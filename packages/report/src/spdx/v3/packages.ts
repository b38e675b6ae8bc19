import type { Hash, OperatingSystem, Package } from "@plimsoll/core";
import type { BillOfMaterials, BillSubject } from "../../bill-of-materials/bill-of-materials.ts";
import { locationFacts, packageFacts, systemFacts } from "../../bill-of-materials/facts.ts";
import { hashOf } from "../../bill-of-materials/hashes.ts";
import { licensesOf } from "../../bill-of-materials/licenses.ts";
import type { PackageRefs } from "../../bill-of-materials/unique-refs.ts";
import { SUBJECT_ID, SYSTEM_ID } from "../ids.ts";
import { locator, sourceInfo } from "../locators.ts";
import { type Element, element, extensionOf, type Namespace } from "./element.ts";
import type { Licensing } from "./licensing.ts";
import type { Suppliers } from "./suppliers.ts";

/** What the packages of a graph are made with. */
export interface PackageMaking {
	readonly iri: Namespace;
	readonly ids: PackageRefs;
	readonly suppliers: Suppliers;
	readonly licensing: Licensing;
}

/** The subject, the operating system and every package, one after the other. */
export function* packages(bill: BillOfMaterials, making: PackageMaking): Generator<Element> {
	yield subjectPackage(bill.subject, making);
	if (bill.operatingSystem !== undefined) yield systemPackage(bill.operatingSystem, making);
	for (const pkg of bill.packages) yield softwarePackage(pkg, making);
}

function subjectPackage({ kind, name, version, purl, digest, facts }: BillSubject, { iri }: PackageMaking): Element {
	return element("software_Package", iri(SUBJECT_ID), {
		name,
		...extensionOf(facts),
		...verifiedUsing(digest === undefined ? [] : [hashOf(digest)]),
		software_primaryPurpose: kind,
		...(version === undefined ? {} : { software_packageVersion: version }),
		...(purl === undefined ? {} : { software_packageUrl: locator(purl) }),
	});
}

function systemPackage(system: OperatingSystem, { iri }: PackageMaking): Element {
	const { id, versionId, name, path } = system;
	return element("software_Package", iri(SYSTEM_ID), {
		name: id,
		summary: name,
		...extensionOf([...systemFacts(system), ...(path === undefined ? [] : locationFacts([{ path }]))]),
		software_primaryPurpose: "operatingSystem",
		...(versionId === undefined ? {} : { software_packageVersion: versionId }),
	});
}

function softwarePackage(pkg: Package, { iri, ids, suppliers, licensing }: PackageMaking): Element {
	const id = iri(ids.packages.get(pkg) ?? "");
	licensing.declare(id, licensesOf(pkg.licenses));
	return element("software_Package", id, {
		name: pkg.name,
		...extensionOf([...packageFacts(pkg), ...locationFacts(pkg.locations)]),
		...externalIdentifier(pkg.cpes ?? []),
		...verifiedUsing(pkg.hashes ?? []),
		...(pkg.vendor === undefined ? {} : { suppliedBy: suppliers.idOf(pkg.vendor) }),
		software_primaryPurpose: "library",
		...(pkg.version === "" ? {} : { software_packageVersion: pkg.version }),
		software_packageUrl: locator(pkg.purl),
		...(pkg.source === undefined ? {} : { software_sourceInfo: sourceInfo(pkg.source) }),
	});
}

function verifiedUsing(hashes: readonly Hash[]): { readonly verifiedUsing?: readonly object[] } {
	if (hashes.length === 0) return {};
	return { verifiedUsing: hashes.map(({ algorithm, value }) => ({ type: "Hash", algorithm, hashValue: value })) };
}

function externalIdentifier(cpes: readonly string[]): { readonly externalIdentifier?: readonly object[] } {
	if (cpes.length === 0) return {};
	return {
		externalIdentifier: cpes.map((identifier) => ({ type: "ExternalIdentifier", externalIdentifierType: "cpe23", identifier })),
	};
}
