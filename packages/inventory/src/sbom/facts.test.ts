import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf } from "@plimsoll/core";
import { cycloneDx, onlyPackage, readDocument } from "../testing/sbom.ts";

const DIGEST = digestOf("x");

function properties(facts: readonly (readonly [string, string])[]): object {
	return { properties: facts.map(([name, value]) => ({ name: `plimsoll:${name}`, value })) };
}

test("facts win over what a purl tells, and what they do not say is known to be absent", () => {
	const purl = "pkg:deb/debian/a@1?arch=arm64&distro=debian-12&upstream=other";
	const facts = properties([
		["ecosystem", "Debian:13"],
		["location", `${DIGEST} /a b`],
		["location", "/c"],
		["direct", "false"],
		["development", "perhaps"],
		["containedIn", "pkg:npm/gone@1"],
	]);

	const { name, ecosystem, source, architecture, locations, direct, development, containedIn } = onlyPackage(
		readDocument(cycloneDx([{ type: "library", name: "A", version: "2:1", purl, ...facts }])),
	);

	assert.deepEqual([name, ecosystem, source, architecture], ["A", "Debian:13", undefined, undefined]);
	assert.deepEqual(locations, [{ path: "/a b", layer: DIGEST }, { path: "/c" }]);
	assert.deepEqual([direct, development, containedIn], [false, undefined, []]);
});

test("what was lost when the document was made is still lost; what is made anew is left", () => {
	const layer = digestOf("layer");
	const entries = [
		{ code: "layer-corrupt", message: "gone", layer, path: "/x", limit: "maxLayers" },
		{ code: "advisories-missing", message: "none" },
		{ code: "unheard-of", message: "?" },
		{ code: "constructor", message: "?" },
		{ code: "file-limit" },
		{ code: "file-limit", message: "large", limit: "__proto__", layer: "none" },
	];
	const metadata = properties([
		...entries.map((entry) => ["coverage", JSON.stringify(entry)] as const),
		["coverage", "{"],
		["coverage", "7"],
	]);

	const { coverage } = readDocument(cycloneDx([], { metadata }));

	assert.deepEqual(coverage, [
		{ code: "layer-corrupt", message: "gone", layer, path: "/x", limit: "maxLayers" },
		{ code: "file-limit", message: "large" },
	]);
});

test("a document that says it is incomplete is", () => {
	const metadata = { component: { type: "application", "bom-ref": "app", name: "app" } };
	const codesOf = (compositions: readonly object[]): string[] =>
		readDocument(cycloneDx([], { metadata, compositions })).coverage.map(({ code }) => code);

	assert.deepEqual(codesOf([{ aggregate: "incomplete", assemblies: ["app"] }]), ["sbom-incomplete"]);
	assert.deepEqual(codesOf([{ aggregate: "incomplete_first_party_only" }]), ["sbom-incomplete"]);
	assert.deepEqual(
		codesOf([
			{ aggregate: "incomplete", assemblies: ["other"] },
			{ aggregate: "unknown", assemblies: ["app"] },
		]),
		[],
	);
});

test("the subject is brought back where nothing of it is missing", () => {
	const layer = JSON.stringify({ digest: DIGEST, mediaType: "m", size: 7 });
	const facts: readonly (readonly [string, string])[] = [
		["kind", "image"],
		["target", "oci:app"],
		["imageId", DIGEST],
		["platform", "linux/arm64/v8"],
		["tag", "app:1"],
		["layer", layer],
		["layer", "{}"],
	];
	const subjectOf = (left: string): unknown => {
		const component = { type: "container", name: "app", version: DIGEST, ...properties(facts.filter(([name]) => name !== left)) };
		return readDocument(cycloneDx([], { metadata: { component } })).subject;
	};

	assert.deepEqual(subjectOf(""), {
		kind: "image",
		target: "oci:app",
		digest: DIGEST,
		configDigest: DIGEST,
		tags: ["app:1"],
		platform: { os: "linux", architecture: "arm64", variant: "v8" },
		layers: [{ digest: DIGEST, mediaType: "m", size: 7 }],
	});
	for (const left of ["kind", "target", "imageId", "platform"]) assert.equal(subjectOf(left), undefined);
});
