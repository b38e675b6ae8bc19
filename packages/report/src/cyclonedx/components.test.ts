import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { textOf } from "../chunks.ts";
import { fullEvidence } from "../testing/documents.ts";
import { plainOptions, sampleLayers, sampleReport } from "../testing/sample-report.ts";
import { render } from "./json/render.ts";

// biome-ignore lint/suspicious/noExplicitAny: a test that looks at parts of a document need not type the whole
function bomOf(version: string): any {
	return JSON.parse(textOf(render(sampleReport(fullEvidence()), { ...plainOptions, version })));
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function component(version: string, name: string): any {
	return bomOf(version).components.find((each: { name: string }) => each.name === name);
}

const factsOf = (part: { properties?: readonly { name: string; value: string }[] }): readonly string[] =>
	(part.properties ?? []).map(({ name, value }) => `${name}=${value}`);

describe("cyclonedx components", () => {
	it("have hashes, a supplier, licences and CPEs", () => {
		const libssl = component("1.6", "libssl3");

		assert.deepEqual(libssl.supplier, { name: "Debian (https://www.debian.org)" });
		assert.deepEqual(
			libssl.hashes.map(({ alg }: { alg: string }) => alg),
			["MD5", "SHA-512"],
		);
		assert.deepEqual(libssl.licenses, [
			{ license: { id: "GPL-2.0-or-later", acknowledgement: "declared" } },
			{ license: { name: "LicenseRef-scancode-public-domain OR MIT", acknowledgement: "declared" } },
			{ license: { name: "see copyright", acknowledgement: "declared" } },
		]);
		assert.equal(libssl.cpe, "cpe:2.3:a:openssl:libssl:3.0.11:*:*:*:*:*:*:*");
		assert.deepEqual(
			libssl.evidence.identity.map(({ field }: { field: string }) => field),
			["purl", "cpe", "cpe"],
		);
	});

	it("are nested where they lie in each other, and excluded where only development needs them", () => {
		const { components } = bomOf("1.6");
		const scoped = components.find(({ name }: { name: string }) => name === "@acme/clean");

		assert.equal(scoped.scope, "excluded");
		assert.deepEqual(
			scoped.components.map(({ name }: { name: string }) => name),
			["lodash"],
		);
		assert.ok(!components.some(({ name }: { name: string }) => name === "lodash"));
	});

	it("say where they were seen, with the layer, in every version", () => {
		const place = { location: "/var/lib/dpkg/status", additionalContext: sampleLayers[0] };
		const fact = `plimsoll:location=${sampleLayers[0]} /var/lib/dpkg/status`;

		assert.deepEqual(component("1.7", "openssl").evidence.occurrences, [place]);
		assert.deepEqual(component("1.6", "openssl").evidence.occurrences, [place]);
		assert.deepEqual(component("1.5", "openssl").evidence, { occurrences: [{ location: place.location }] });
		assert.ok(factsOf(component("1.5", "openssl")).includes(fact));
		assert.equal(component("1.4", "openssl").evidence, undefined);
		assert.ok(factsOf(component("1.4", "openssl")).includes(fact));
	});

	it("carry the facts that a scan needs", () => {
		assert.deepEqual(factsOf(component("1.6", "libssl3")), [
			"plimsoll:ecosystem=Debian:12",
			"plimsoll:architecture=amd64",
			"plimsoll:sourceName=openssl",
			"plimsoll:sourceVersion=3.0.11-1~deb12u1",
		]);
		assert.deepEqual(factsOf(component("1.6", "debian")), ["plimsoll:namespace=debian", "plimsoll:ecosystem=Debian:12"]);
		assert.ok(factsOf(component("1.5", "libssl3")).includes("plimsoll:cpe=cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*"));
	});

	it("have a node in the dependency graph where it is known what they need", () => {
		const { dependencies, metadata } = bomOf("1.6");
		const [root, ...nodes] = dependencies;

		assert.equal(root.ref, metadata.component["bom-ref"]);
		assert.deepEqual(root.dependsOn, ["os:debian@12", "pkg:deb/libssl3@3.0.11-1~deb12u1", "pkg:npm/%40acme/clean@1.0.0"]);
		assert.deepEqual(nodes, [
			{ ref: "pkg:deb/libssl3@3.0.11-1~deb12u1", dependsOn: ["pkg:deb/openssl@3.0.11-1~deb12u1"] },
			{ ref: "pkg:deb/openssl@3.0.11-1~deb12u1", dependsOn: [] },
		]);
	});

	it("name the tool and the phase as the version has it", () => {
		assert.deepEqual(bomOf("1.4").metadata.tools, [{ name: "plimsoll", version: "0.1.0" }]);
		assert.equal(bomOf("1.4").metadata.lifecycles, undefined);
		assert.deepEqual(bomOf("1.5").metadata.lifecycles, [{ phase: "post-build" }]);
	});
});
