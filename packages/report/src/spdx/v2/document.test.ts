import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { textOf } from "../../chunks.ts";
import { arbitraryReport } from "../../testing/arbitrary-evidence.ts";
import { DOCUMENT_REPORTS, fullEvidence } from "../../testing/documents.ts";
import { plainOptions, sampleLayers, sampleReport } from "../../testing/sample-report.ts";
import { renderJson } from "./render-json.ts";
import { renderTagValue } from "./render-tag-value.ts";

// biome-ignore lint/suspicious/noExplicitAny: a test that looks at parts of a document need not type the whole
function documentOf(report = sampleReport(fullEvidence()), version = "2.3"): any {
	return JSON.parse(textOf(renderJson(report, { ...plainOptions, version })));
}

// biome-ignore lint/suspicious/noExplicitAny: as above
const packageOf = (name: string, version?: string): any =>
	documentOf(undefined, version).packages.find((each: { name: string }) => each.name === name);

describe("spdx 2", () => {
	it("describes the subject by its digest", () => {
		const { packages, relationships } = documentOf();
		const [subject] = packages;

		assert.deepEqual(relationships[0], {
			spdxElementId: "SPDXRef-DOCUMENT",
			relationshipType: "DESCRIBES",
			relatedSpdxElement: "SPDXRef-Subject",
		});
		assert.equal(subject.primaryPackagePurpose, "CONTAINER");
		assert.equal(`sha256:${subject.checksums[0].checksumValue}`, subject.versionInfo);
		assert.match(subject.externalRefs[0].referenceLocator, /^pkg:oci\/app@sha256/);
	});

	it("has hashes, supplier, source, purl and CPEs of a package", () => {
		const libssl = packageOf("libssl3");

		assert.match(libssl.SPDXID, /^SPDXRef-Package-deb-libssl3-[0-9a-f]{16}$/);
		assert.equal(libssl.supplier, "Organization: Debian (https://www.debian.org)");
		assert.equal(libssl.sourceInfo, "built package from: openssl 3.0.11-1~deb12u1");
		assert.deepEqual(
			libssl.checksums.map(({ algorithm }: { algorithm: string }) => algorithm),
			["MD5", "SHA512"],
		);
		assert.deepEqual(
			libssl.externalRefs.map(({ referenceType }: { referenceType: string }) => referenceType),
			["purl", "cpe23Type", "cpe23Type"],
		);
	});

	it("declares one expression, and explains what is not on SPDX's list", () => {
		const { hasExtractedLicensingInfos } = documentOf();
		const { licenseDeclared } = packageOf("libssl3");

		assert.match(
			licenseDeclared,
			/^GPL-2\.0-or-later AND \(LicenseRef-scancode-public-domain OR MIT\) AND LicenseRef-see-copyright-[0-9a-f]{8}$/,
		);
		const explained = hasExtractedLicensingInfos.map(({ licenseId }: { licenseId: string }) => licenseId);
		for (const [id] of licenseDeclared.matchAll(/LicenseRef-[\w.-]+/g)) assert.ok(explained.includes(id), id);
	});

	it("says what contains and what needs what", () => {
		const { relationships, packages } = documentOf();
		const nameOf = (id: string): string => packages.find(({ SPDXID }: { SPDXID: string }) => SPDXID === id)?.name ?? id;

		const said = relationships.map(
			({ spdxElementId, relationshipType, relatedSpdxElement }: Record<string, string>) =>
				`${nameOf(spdxElementId ?? "")} ${relationshipType} ${nameOf(relatedSpdxElement ?? "")}`,
		);

		assert.deepEqual(said.slice(1), [
			"registry.example/team/app:1.0 CONTAINS debian",
			"registry.example/team/app:1.0 CONTAINS @acme/clean",
			"debian CONTAINS libssl3",
			"debian CONTAINS openssl",
			"libssl3 DEPENDS_ON openssl",
			"openssl CONTAINS @acme/clean",
			"openssl DEPENDS_ON NONE",
			"@acme/clean CONTAINS lodash",
		]);
	});

	it("carries the facts that a scan needs", () => {
		const [annotation, ...others] = packageOf("@acme/clean").annotations;

		assert.deepEqual(others, []);
		assert.deepEqual(JSON.parse(annotation.comment), {
			"plimsoll:ecosystem": "npm",
			"plimsoll:ownedBy": "pkg:deb/openssl@3.0.11-1~deb12u1",
			"plimsoll:direct": "true",
			"plimsoll:development": "true",
			"plimsoll:location": `${sampleLayers[1]} /app/node_modules/@acme/clean/package.json`,
		});
		assert.match(documentOf().annotations[0].comment, /plimsoll:coverage.*file-malformed/);
	});

	it("says that a time of 1970 stands for none", () => {
		assert.equal(documentOf().creationInfo.created, "1970-01-01T00:00:00Z");
		assert.match(documentOf().creationInfo.comment, /SOURCE_DATE_EPOCH/);
	});

	it("2.2 has no place for what a package is for", () => {
		assert.equal(documentOf(undefined, "2.2").spdxVersion, "SPDX-2.2");
		assert.equal(packageOf("debian", "2.2").primaryPackagePurpose, undefined);
	});

	it("has valid identifiers, each once, and only edges between them, whatever the report holds", () => {
		fc.assert(
			fc.property(arbitraryReport(), (report) => {
				const { packages, relationships } = documentOf(report);
				const ids: readonly string[] = packages.map(({ SPDXID }: { SPDXID: string }) => SPDXID);

				for (const id of ids) assert.match(id, /^SPDXRef-[A-Za-z0-9.-]+$/);
				assert.equal(new Set(ids).size, ids.length);
				const known = new Set([...ids, "SPDXRef-DOCUMENT", "NONE"]);
				for (const { spdxElementId, relatedSpdxElement } of relationships)
					assert.ok(known.has(spdxElementId) && known.has(relatedSpdxElement));
			}),
			{ numRuns: 60 },
		);
	});
});

describe("spdx 2 tag-value", () => {
	it("has a tag on every line, whatever names hold", () => {
		const hostile = DOCUMENT_REPORTS["hostile names"];
		assert.ok(hostile);

		const text = textOf(renderTagValue(hostile, plainOptions));

		for (const line of text.split("\n")) assert.match(line, /^(|[A-Z][A-Za-z]+: (<text>((?!<\/?text>).)*<\/text>|((?!<\/?text>).)+))$/i);
		assert.equal(text.match(/^PackageName: /gm)?.length, 3);
	});

	it("says what the JSON says", () => {
		const report = sampleReport(fullEvidence());
		const text = textOf(renderTagValue(report, plainOptions));

		for (const pkg of documentOf(report).packages) {
			for (const value of [pkg.name, pkg.SPDXID, pkg.licenseDeclared, pkg.sourceInfo, pkg.annotations[0].comment]) {
				if (value !== undefined) assert.ok(text.includes(value), value);
			}
		}
		assert.ok(text.includes("PrimaryPackagePurpose: OPERATING-SYSTEM\n"));
	});
});
