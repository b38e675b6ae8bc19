import assert from "node:assert/strict";
import { test } from "node:test";
import type { Package } from "@plimsoll/core";
import { cycloneDx, onlyPackage, readDocument, sbomFixture } from "../testing/sbom.ts";

/** What matching looks at. */
function identityOf({ type, name, version, ecosystem, source }: Package): string {
	return `${type} ${name} ${version} (${ecosystem}${source === undefined ? "" : `, of ${source.name} ${source.version}`})`;
}

const EXAMPLE = [
	"deb base-files 12.4+deb12u15 (Debian:12)",
	"deb busybox-static 1:1.35.0-4+deb12u1+b1 (Debian:12, of busybox 1:1.35.0-4+deb12u1)",
	"deb libexpat1 2.5.0-1+deb12u2 (Debian:12, of expat 2.5.0-1+deb12u2)",
	"deb liblzma5 5.4.1-1+deb12u1 (Debian:12, of xz-utils 5.4.1-1+deb12u1)",
	"deb libnghttp2-14 1.52.0-1+deb12u3 (Debian:12, of nghttp2 1.52.0-1+deb12u3)",
	"deb netbase 6.4 (Debian:12)",
	"deb zlib1g 1:1.2.13.dfsg-1 (Debian:12, of zlib 1:1.2.13.dfsg-1)",
	"npm axios 0.21.0 (npm)",
	"npm example-app 1.0.0 (npm)",
	"npm follow-redirects 1.16.3 (npm)",
	"npm lodash 4.17.15 (npm)",
	"npm minimist 1.2.0 (npm)",
	"npm qs 6.5.2 (npm)",
	"pypi idna 2.7 (PyPI)",
	"pypi jinja2 2.10 (PyPI)",
	"pypi requests 2.19.1 (PyPI)",
	"pypi urllib3 1.24.1 (PyPI)",
];

const OF_EXAMPLE: readonly (readonly [file: string, format: string])[] = [
	["syft.cdx.json", "CycloneDX 1.7 JSON"],
	["syft.cdx.xml", "CycloneDX 1.7 XML"],
	["syft.spdx", "SPDX 2.3 tag-value"],
	["syft.spdx.json", "SPDX 2.3 JSON"],
	["syft.json", "Syft 16.1.11 JSON"],
	["plimsoll.spdx3.json", "SPDX 3.0.1 JSON"],
	["trivy.cdx.json", "CycloneDX 1.5 JSON"],
	["trivy.spdx", "SPDX 2.3 tag-value"],
	["trivy.spdx.json", "SPDX 2.3 JSON"],
];

for (const [file, format] of OF_EXAMPLE) {
	test(`${file}: every package of the example image, with what distributions advise on`, () => {
		const document = readDocument(sbomFixture(file));

		assert.deepEqual(document.packages.map(identityOf), EXAMPLE);
		assert.deepEqual([document.format, document.coverage], [format, []]);
		assert.equal(document.operatingSystem?.ecosystem, "Debian:12");
		assert.match(document.describes?.name ?? "", /^(?:vulnerable-app|latest)$/);
		assert.ok(document.creators.some((creator) => /syft|trivy|plimsoll/.test(creator)));
	});
}

test("CycloneDX says the same as JSON and as XML", () => {
	const { format: _, ...json } = readDocument(sbomFixture("syft.cdx.json"));
	const { format: __, ...xml } = readDocument(sbomFixture("syft.cdx.xml"));

	assert.deepEqual(xml, json);
});

for (const maker of ["syft", "trivy"]) {
	test(`SPDX of ${maker} says the same as JSON and as tags`, () => {
		const [json, tags] = [readDocument(sbomFixture(`${maker}.spdx.json`)), readDocument(sbomFixture(`${maker}.spdx`))];

		assert.deepEqual(
			tags.packages.map(({ dependsOn: _, licenses: __, ...others }) => others),
			json.packages.map(({ dependsOn: _, licenses: __, ...others }) => others),
		);
	});
}

test("Syft's places and layers, dependencies and the image's digest are taken over", () => {
	const { packages, describes } = readDocument(sbomFixture("syft.json"));

	const urllib3 = packages.at(-1);
	assert.equal(urllib3?.locations[0]?.path, "/opt/report/urllib3-1.24.1.dist-info/METADATA");
	assert.match(urllib3?.locations[0]?.layer ?? "", /^sha256:/);
	assert.deepEqual(urllib3?.dependsOn, ["pkg:pypi/idna@2.7"]);
	assert.match(describes?.digest ?? "", /^sha256:/);
	assert.deepEqual(describes?.platform, { os: "linux", architecture: "amd64" });
});

for (const file of ["npm.cdx.json", "npm.spdx.json"]) {
	test(`${file}: what npm's project needs, without the project itself`, () => {
		const { packages, describes, coverage } = readDocument(sbomFixture(file));

		const frame = packages.find(({ name }) => name === "@babel/code-frame");
		assert.deepEqual([packages.length, coverage], [15, []]);
		assert.deepEqual([frame?.version, frame?.dependsOn], ["7.0.0", ["pkg:npm/%40babel/highlight@7.25.9"]]);
		assert.equal(frame?.hashes?.[0]?.algorithm, "sha512");
		assert.equal(describes?.purl, "pkg:npm/sample-app@1.0.0");
	});
}

test("what only development needs is told where npm tells it", () => {
	const { packages } = readDocument(sbomFixture("npm.cdx.json"));

	assert.deepEqual(
		packages.filter(({ development }) => development).map(({ name }) => name),
		["semver"],
	);
});

test("an environment of Python as XML of version 1.4", () => {
	const { packages, format, created } = readDocument(sbomFixture("cyclonedx-py.cdx.xml"));

	const requests = packages.find(({ name }) => name === "requests");
	assert.deepEqual([format, packages.length, typeof created], ["CycloneDX 1.4 XML", 7, "string"]);
	assert.deepEqual(requests?.dependsOn?.slice(-2), ["pkg:pypi/idna@2.7", "pkg:pypi/urllib3@1.23"]);
});

test("kinds of content without a place in an inventory are counted", () => {
	const services = [{ name: "a" }, { name: "b" }];
	const components = [
		{ type: "file", name: "f" },
		{ type: "data", name: "d" },
	];

	const { ignored } = readDocument(cycloneDx(components, { services, vulnerabilities: [{ id: "CVE-1" }], annotations: [] }));

	assert.deepEqual(ignored, [
		{ what: "data sets", count: 1 },
		{ what: "files", count: 1 },
		{ what: "services", count: 2 },
		{ what: "vulnerabilities", count: 1 },
	]);
});

test("what is alone in a document is what was meant", () => {
	const component = { type: "library", "bom-ref": "a", name: "a", version: "1", purl: "pkg:npm/a@1" };

	assert.equal(onlyPackage(readDocument(cycloneDx([], { metadata: { component } }))).purl, "pkg:npm/a@1");
	assert.equal(
		onlyPackage(readDocument(cycloneDx([{ ...component, "bom-ref": "b", purl: "pkg:npm/b@1" }], { metadata: { component } }))).purl,
		"pkg:npm/b@1",
	);
});

test("a subject without a reference is not every component without one", () => {
	const components = [{ type: "library", name: "a", version: "1", purl: "pkg:npm/a@1" }];

	const { packages } = readDocument(
		cycloneDx(components, { metadata: { component: { type: "application", name: "app", version: "1", purl: "pkg:npm/app@1" } } }),
	);

	assert.deepEqual(
		packages.map(({ name }) => name),
		["a"],
	);
});

const sample = cycloneDx([{ type: "library", name: "lodash", version: "4.17.15", purl: "pkg:npm/lodash@4.17.15" }]);
const statement = { _type: "https://in-toto.io/Statement/v1", predicateType: "https://cyclonedx.org/bom", subject: [], predicate: sample };

const envelope = {
	payloadType: "application/vnd.in-toto+json",
	payload: Buffer.from(JSON.stringify(statement)).toString("base64"),
	signatures: [],
};

for (const [what, document] of [
	["an in-toto statement", statement],
	["a DSSE envelope", envelope],
	["a sigstore bundle", { mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json", dsseEnvelope: envelope }],
] as const) {
	test(`a bill of materials in ${what}`, () => {
		assert.equal(onlyPackage(readDocument(document)).name, "lodash");
	});
}

test("JSON as Windows tools write it", () => {
	const text = JSON.stringify(sample);

	assert.equal(onlyPackage(readDocument(Buffer.from(`\ufeff${text}`, "utf16le"))).name, "lodash");
	assert.equal(onlyPackage(readDocument(`\ufeff${text}`)).name, "lodash");
});

const UNKNOWN: readonly (readonly [what: string, document: string | object, code: string])[] = [
	["nothing", "", "sbom-unknown"],
	["a text", "hello", "sbom-unknown"],
	["other JSON", { name: "app", version: "1.0.0" }, "sbom-unknown"],
	["a list", "[]", "sbom-unknown"],
	["other XML", "<html></html>", "sbom-unknown"],
	["XML that is none", "<html>", "sbom-malformed"],
	["JSON that is none", "{]", "sbom-malformed"],
	["SPDX 1", { spdxVersion: "SPDX-1.2" }, "sbom-unknown"],
	["RDF", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>', "sbom-unknown"],
	["CycloneDX in another namespace", '<bom xmlns="http://example.com/bom/1.4"></bom>', "sbom-unknown"],
	[
		"an attestation of something else",
		{ predicateType: "https://slsa.dev/provenance/v1", predicate: { buildDefinition: {} } },
		"sbom-unknown",
	],
	["an envelope of nothing", { payloadType: "application/vnd.in-toto+json", payload: "" }, "sbom-unknown"],
];

for (const [what, document, code] of UNKNOWN) {
	test(`${what} is no bill of materials`, () => {
		assert.throws(() => readDocument(document), { code, message: /expected a bill of materials/ });
	});
}

test("a document larger than the limit is not read", () => {
	assert.throws(() => readDocument(sample, { maxSbomBytes: 10 }), { code: "sbom-limit", limit: "maxSbomBytes" });
});
