import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CoverageEntry, defaultLimits, type Limits, type Package } from "@plimsoll/core";
import { readSbom } from "../sbom/read-sbom.ts";
import type { SbomDocument } from "../sbom/sbom-document.ts";

/** A document that was read, and what could not be. */
export interface ReadDocument extends SbomDocument {
	readonly coverage: readonly CoverageEntry[];
}

/** Reads a bill of materials: bytes, a text, or an object to be written as JSON. */
export function readDocument(document: Uint8Array | string | object, limits: Partial<Limits> = {}): ReadDocument {
	const coverage: CoverageEntry[] = [];
	const options = { limits: { ...defaultLimits(), ...limits }, report: (entry: CoverageEntry) => coverage.push(entry) };
	return { ...readSbom(bytesOf(document), options), coverage };
}

/** The bytes of a fixture. */
export function sbomFixture(name: string): Buffer {
	return readFileSync(join(import.meta.dirname, "../sbom/testdata", name));
}

/** A CycloneDX document of some components. */
export function cycloneDx(components: readonly object[], more: object = {}): object {
	return { bomFormat: "CycloneDX", specVersion: "1.6", components, ...more };
}

/** An SPDX document of some packages, each a name, a version and a purl at the least. */
export function spdx(packages: readonly object[], relationships: readonly (readonly [string, string, string])[] = []): object {
	return {
		spdxVersion: "SPDX-2.3",
		SPDXID: "SPDXRef-DOCUMENT",
		packages,
		relationships: relationships.map(([spdxElementId, relationshipType, relatedSpdxElement]) => ({
			spdxElementId,
			relationshipType,
			relatedSpdxElement,
		})),
	};
}

/** A package of SPDX 2 with a purl. */
export function spdxPackage(id: string, purl: string, more: object = {}): object {
	return {
		SPDXID: id,
		name: id,
		externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: purl }],
		...more,
	};
}

/** The only package of a document; fails where there is another number of them. */
export function onlyPackage({ packages }: SbomDocument): Package {
	const [only, ...others] = packages;
	if (only === undefined || others.length > 0) throw new Error(`expected one package, found ${packages.length}`);
	return only;
}

function bytesOf(document: Uint8Array | string | object): Uint8Array {
	if (document instanceof Uint8Array) return document;
	return Buffer.from(typeof document === "string" ? document : JSON.stringify(document));
}
