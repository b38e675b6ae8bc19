import assert from "node:assert/strict";
import { test } from "node:test";
import { cycloneDx, readDocument, spdx, spdxPackage } from "../testing/sbom.ts";

function library(name: string, more: object = {}): object {
	return { type: "library", "bom-ref": name, name, version: "1", purl: `pkg:npm/${name}@1`, ...more };
}

/** What packages of a document are related to, by name. */
function relationsOf(document: object): Record<string, string> {
	const nameOf = (purl: string): string => purl.replace(/^pkg:\w+\/(?:debian\/)?(.+)@.*$/, "$1");
	const { packages } = readDocument(document);
	return Object.fromEntries(
		packages.map(({ name, dependsOn, containedIn, ownedBy }) => [
			name,
			[
				dependsOn === undefined ? "" : `needs ${dependsOn.map(nameOf).join()}`,
				containedIn === undefined ? "" : `in ${containedIn.map(nameOf).join()}`,
				ownedBy === undefined ? "" : `of ${nameOf(ownedBy)}`,
			]
				.filter(Boolean)
				.join("; "),
		]),
	);
}

test("CycloneDX: dependencies, and what is known to need nothing", () => {
	const dependencies = [{ ref: "a", dependsOn: ["c", "b", "gone"] }, { ref: "b" }, { ref: "gone", dependsOn: ["a"] }, { dependsOn: ["a"] }];

	assert.deepEqual(relationsOf(cycloneDx([library("a"), library("b"), library("c")], { dependencies })), {
		a: "needs b,c",
		b: "needs ",
		c: "",
	});
});

test("CycloneDX: components inside of components, a file between them or not", () => {
	const inner = library("c", { components: [{ type: "file", name: "f", components: [library("d")] }] });

	assert.deepEqual(relationsOf(cycloneDx([library("a", { components: [library("b"), inner] })])), {
		a: "",
		b: "in a",
		c: "in a",
		d: "in c",
	});
});

test("CycloneDX: packages inside of the subject are in nothing else", () => {
	const metadata = { component: { type: "application", "bom-ref": "app", name: "app", components: [library("a")] } };

	assert.deepEqual(relationsOf(cycloneDx([library("b")], { metadata })), { a: "", b: "" });
});

test("SPDX: the kinds of relationships that say the same", () => {
	const packages = ["app", "a", "b", "c", "d", "e"].map((id) => spdxPackage(id, `pkg:npm/${id}@1`));

	const found = relationsOf(
		spdx(packages, [
			["SPDXRef-DOCUMENT", "DESCRIBES", "app"],
			["app", "CONTAINS", "a"],
			["a", "DEPENDS_ON", "b"],
			["c", "DEPENDENCY_OF", "a"],
			["a", "CONTAINS", "d"],
			["e", "CONTAINED_BY", "d"],
			["e", "DEPENDS_ON", "NONE"],
			["a", "CONTAINS", "SPDXRef-File-x"],
			["b", "GENERATED_FROM", "c"],
		]),
	);

	assert.deepEqual(found, { a: "needs b,c", b: "", c: "", d: "in a", e: "needs ; in d" });
});

test("SPDX: a document about several packages is about its packages", () => {
	const packages = ["a", "b"].map((id) => spdxPackage(id, `pkg:npm/${id}@1`));

	const found = relationsOf({ ...spdx(packages), documentDescribes: ["a", "b"] });

	assert.deepEqual(Object.keys(found), ["a", "b"]);
});

test("Syft: who owns the files of a package, in its own format and in SPDX", () => {
	const comment = "ownership-by-file-overlap: indicates that the parent package claims ownership of a child package";
	const relationships = [{ spdxElementId: "d", relationshipType: "OTHER", relatedSpdxElement: "a", comment }];
	const packages = [spdxPackage("d", "pkg:deb/debian/python3-a@1"), spdxPackage("a", "pkg:pypi/a@1")];
	const artifacts = [
		{ id: "d", name: "python3-a", version: "1", purl: "pkg:deb/debian/python3-a@1" },
		{ id: "a", name: "a", version: "1", purl: "pkg:pypi/a@1" },
	];
	const artifactRelationships = [
		{ parent: "d", child: "a", type: "ownership-by-file-overlap" },
		{ parent: "a", child: "d", type: "dependency-of" },
		{ parent: "a", child: "d", type: "evident-by" },
	];
	const schema = { version: "16.0.0", url: "https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-16.0.0.json" };

	assert.deepEqual(relationsOf({ ...spdx(packages), relationships }), { a: "of python3-a", "python3-a": "" });
	assert.deepEqual(relationsOf({ artifacts, artifactRelationships, schema }), { a: "of python3-a", "python3-a": "needs a" });
});

test("several sightings of one purl are one package", () => {
	const [first, second] = ["/a", "/b"].map((location, index) =>
		library("a", { "bom-ref": `a${index}`, licenses: [{ license: { name: location } }], evidence: { occurrences: [{ location }] } }),
	);

	const { packages, coverage } = readDocument(cycloneDx([first ?? {}, second ?? {}]));

	assert.deepEqual([packages.length, coverage], [1, []]);
	assert.deepEqual(packages[0]?.locations, [{ path: "/a" }, { path: "/b" }]);
	assert.deepEqual(packages[0]?.licenses, ["/a", "/b"]);
});

test("circles of containers and of needs are what they are", () => {
	const dependencies = [
		{ ref: "a", dependsOn: ["b", "a"] },
		{ ref: "b", dependsOn: ["a"] },
	];
	const packages = ["a", "b"].map((id) => spdxPackage(id, `pkg:npm/${id}@1`));

	assert.deepEqual(relationsOf(cycloneDx([library("a"), library("b")], { dependencies })), { a: "needs b", b: "needs a" });
	assert.deepEqual(
		relationsOf(
			spdx(packages, [
				["a", "CONTAINS", "b"],
				["b", "CONTAINS", "a"],
				["a", "DESCRIBES", "a"],
				["a", "DESCRIBES", "b"],
			]),
		),
		{ a: "in b", b: "in a" },
	);
});

test("a reference that two components have is told, and both stay", () => {
	const { packages, coverage } = readDocument(cycloneDx([library("a"), library("b", { "bom-ref": "a" })]));

	assert.deepEqual([packages.length, coverage.map(({ message }) => message)], [2, ['several components have the reference "a"']]);
});
