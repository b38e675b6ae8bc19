import assert from "node:assert/strict";
import { test } from "node:test";
import { onlyPackage, type ReadDocument, readDocument, sbomFixture } from "../../testing/sbom.ts";

/** A document of SPDX 3.0 of some elements. */
function graph(...elements: readonly object[]): object {
	return { "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": elements };
}

const CREATION = {
	type: "CreationInfo",
	"@id": "_:c",
	specVersion: "3.0.1",
	created: "2026-01-02T03:04:05Z",
	createdBy: ["urn:maker"],
	createdUsing: "urn:tool",
};
const AGENTS = [
	{ type: "Organization", spdxId: "urn:maker", name: "Example" },
	{ type: "Tool", spdxId: "urn:tool", name: "maker-1.0" },
];

function softwarePackage(id: string, more: object = {}): object {
	return { type: "software_Package", spdxId: id, name: id, software_packageVersion: "1", software_packageUrl: `pkg:npm/${id}@1`, ...more };
}

function relationship(from: string, relationshipType: string, ...to: readonly string[]): object {
	return { type: "Relationship", from, relationshipType, to };
}

function packageNamed({ packages }: ReadDocument, name: string): ReadDocument["packages"][number] | undefined {
	return packages.find((one) => one.name === name);
}

test("who made a document, when, and what it is about", () => {
	const root = {
		type: "software_Package",
		spdxId: "app",
		name: "app",
		software_packageVersion: "2",
		software_primaryPurpose: "application",
	};
	const sbom = { type: "software_Sbom", spdxId: "sbom", rootElement: ["app"] };

	const document = readDocument(graph(CREATION, ...AGENTS, sbom, root, softwarePackage("a")));

	assert.deepEqual(
		[document.format, document.created, document.creators],
		["SPDX 3.0.1 JSON", "2026-01-02T03:04:05Z", ["Example", "maker-1.0"]],
	);
	assert.deepEqual(document.describes, { name: "app", version: "2" });
	assert.equal(onlyPackage(document).name, "a");
});

test("what elements all over the graph say of a package", () => {
	const one = softwarePackage("a", {
		suppliedBy: "urn:maker",
		software_packageUrl: undefined,
		externalIdentifier: [
			{ type: "ExternalIdentifier", externalIdentifierType: "packageUrl", identifier: "pkg:npm/a@1" },
			{ type: "ExternalIdentifier", externalIdentifierType: "cpe23", identifier: "cpe:2.3:a:a:a:1:*:*:*:*:*:*:*" },
		],
		verifiedUsing: [{ type: "Hash", algorithm: "sha1", hashValue: "A".repeat(40) }],
	});
	const expressions = ["MIT", "Apache-2.0"].map((text) => ({
		type: "simplelicensing_LicenseExpression",
		spdxId: `urn:${text}`,
		simplelicensing_licenseExpression: text,
	}));
	const licensed = [relationship("a", "hasDeclaredLicense", "urn:MIT"), relationship("a", "hasConcludedLicense", "urn:Apache-2.0")];

	const found = onlyPackage(readDocument(graph(one, ...licensed, ...expressions, ...AGENTS, CREATION)));

	assert.deepEqual(
		[found.vendor, found.licenses, found.cpes, found.hashes],
		["Example", ["MIT"], ["cpe:2.3:a:a:a:1:*:*:*:*:*:*:*"], [{ algorithm: "sha1", value: "a".repeat(40) }]],
	);
});

test("relationships, to one element or several, or to none", () => {
	const relations = [
		relationship("a", "dependsOn", "b", "c"),
		{ ...relationship("b", "contains"), to: "c" },
		relationship("c", "dependsOn", "https://spdx.org/rdf/3.0.1/terms/Core/NoneElement"),
		{ ...relationship("b", "dependsOn", "a"), type: "LifecycleScopedRelationship" },
	];

	const document = readDocument(graph(...relations, ...["a", "b", "c"].map((id) => softwarePackage(id))));

	assert.deepEqual(packageNamed(document, "a")?.dependsOn, ["pkg:npm/b@1", "pkg:npm/c@1"]);
	assert.deepEqual(packageNamed(document, "b")?.dependsOn, ["pkg:npm/a@1"]);
	assert.deepEqual([packageNamed(document, "c")?.dependsOn, packageNamed(document, "c")?.containedIn], [[], ["pkg:npm/b@1"]]);
});

test("elements that are no packages are counted", () => {
	const others = [
		"software_File",
		"software_File",
		"security_Vulnerability",
		"security_VexAffectedVulnAssessmentRelationship",
		"Annotation",
	];

	const { ignored } = readDocument(graph(softwarePackage("a"), ...others.map((type) => ({ type }))));

	assert.deepEqual(ignored, [
		{ what: "annotations", count: 1 },
		{ what: "files", count: 2 },
		{ what: "vulnerabilities", count: 1 },
	]);
});

test("what Plimsoll wrote comes back whole", () => {
	const { packages, subject, operatingSystem } = readDocument(sbomFixture("plimsoll.spdx3.json"));

	const busybox = packages.find(({ name }) => name === "busybox-static");
	assert.equal(subject?.kind, "image");
	assert.ok(subject?.kind === "image" && subject.layers.length > 1 && subject.tags.length === 1);
	assert.deepEqual(operatingSystem, {
		id: "debian",
		idLike: [],
		versionId: "12",
		name: "Debian GNU/Linux 12 (bookworm)",
		namespace: "debian",
		ecosystem: "Debian:12",
		path: "/etc/os-release",
	});
	assert.equal(busybox?.locations[0]?.path, "/var/lib/dpkg/status.d/busybox-static");
	assert.equal(busybox?.locations[0]?.layer, subject.layers[0]?.digest);
});
