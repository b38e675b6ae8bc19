import assert from "node:assert/strict";
import { test } from "node:test";
import { cycloneDx, readDocument, spdx, spdxPackage } from "../testing/sbom.ts";

const GOOD = '{"type":"library","name":"good","version":"1","purl":"pkg:npm/good@1"}';

/** Names of the packages and the limits and codes that were met. */
function outcomeOf(document: string | object, limits = {}): { readonly names: string[]; readonly codes: string[] } {
	const { packages, coverage } = readDocument(document, limits);
	return { names: packages.map(({ name }) => name), codes: coverage.map(({ code, limit }) => limit ?? code) };
}

function bom(components: string): string {
	return `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${components}]}`;
}

test("nesting without end costs the component that it is in", () => {
	const deep = `${'{"type":"library","name":"a","version":"1","components":['.repeat(100_000)}${"]}".repeat(100_000)}`;

	assert.deepEqual(outcomeOf(bom(`${GOOD},${deep},${GOOD}`)), { names: ["good"], codes: ["maxDepth"] });
});

test("a component that is no JSON costs itself", () => {
	assert.deepEqual(outcomeOf(bom(`{"type":},${GOOD},"text",7`)).names, ["good"]);
	assert.deepEqual(outcomeOf(bom(`{"type":},${GOOD},"text",7`)).codes, ["file-malformed", "file-malformed", "file-malformed"]);
});

test("what ends early is read as far as it goes", () => {
	const text = bom(GOOD);

	assert.deepEqual(outcomeOf(text.slice(0, -1)), { names: ["good"], codes: ["file-malformed"] });
	assert.deepEqual(outcomeOf(`${text.slice(0, -2)},{"type":"libr`).names, ["good"]);
});

test("components beyond the limit are left out, and that is said once", () => {
	const names = Array.from({ length: 1000 }, (_, index) => ({ type: "library", name: `n${index}`, version: "1" }));
	const packages = names.map(({ name }) => spdxPackage(name, `pkg:npm/${name}@1`));
	const tags = ["SPDXVersion: SPDX-2.3", ...names.map(({ name }) => `PackageName: ${name}\nPackageVersion: 1`)].join("\n");
	const xml = `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>${names.map(({ name }) => `<component type="library"><name>${name}</name><version>1</version></component>`).join("")}</components></bom>`;

	for (const document of [cycloneDx(names), spdx(packages), tags, xml]) {
		const { names: found, codes } = outcomeOf(document, { maxPackagesPerFile: 10 });

		assert.deepEqual([found.length, codes.filter((code) => code.startsWith("max"))], [10, ["maxPackagesPerFile"]]);
	}
});

test("relations and details beyond the limit are left out, and that is said once each", () => {
	const dependsOn = Array.from({ length: 500 }, (_, index) => `r${index}`);
	const dependencies = Array.from({ length: 10 }, (_, index) => ({ ref: `r${index}`, dependsOn }));
	const licenses = Array.from({ length: 600 }, (_, index) => ({ license: { name: `l${index}` } }));
	const components = [1, 2, 3, 4].map((index) => ({
		type: "library",
		name: `n${index}`,
		version: "1",
		purl: `pkg:npm/n${index}@1`,
		licenses,
	}));

	const { coverage, packages } = readDocument(cycloneDx(components, { dependencies }), { maxValues: 2000 });

	assert.deepEqual(
		coverage.map(({ limit, message }) => [limit, message.replace(/\d+/, "N")]),
		[
			["maxValues", "more than N licences, hashes, CPEs and locations; the rest of them is left out"],
			["maxValues", "more than N relations; the rest of them is left out"],
		],
	);
	assert.deepEqual(
		packages.map((one) => one.licenses.length),
		[600, 600, 600, 0],
	);
});

test("a bomb of entities is refused with what declares it", () => {
	const bomb = '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><bom xmlns="http://cyclonedx.org/schema/bom/1.6">&b;</bom>';

	assert.throws(() => readDocument(bomb), { code: "sbom-malformed", message: /document type/ });
});

test("XML that breaks off is read as far as it goes", () => {
	const xml = `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="library"><name>good</name><version>1</version><purl>pkg:npm/good@1</purl></component><component type="library"><name>b`;

	assert.deepEqual(outcomeOf(xml), { names: ["good"], codes: ["file-malformed"] });
});

test("XML nested without end", () => {
	const xml = `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>${"<component><components>".repeat(50_000)}`;

	assert.deepEqual(outcomeOf(xml), { names: [], codes: ["maxDepth"] });
});

test("texts without end cost their own lines", () => {
	const text = `SPDXVersion: SPDX-2.3\n${"PackageName: good\nSPDXID: SPDXRef-good\nPackageVersion: 1\nPackageComment: <text>never\n".repeat(20_000)}ExternalRef: PACKAGE-MANAGER purl pkg:npm/last@1\n`;

	const { names, codes } = outcomeOf(text);

	assert.deepEqual([names, codes.filter((code) => code === "package-unidentified").length], [["good", "last"], 1]);
	assert.ok(codes.includes("file-malformed"));
});

test("lines without tags, and tags without lines", () => {
	const text = `SPDXVersion: SPDX-2.3\n${"no tag here\n".repeat(100_000)}${":\n".repeat(100_000)}${"<text>".repeat(100_000)}\nPackageName: good\nPackageVersion: 1`;

	assert.deepEqual(outcomeOf(text).names, ["good"]);
});

test("inherited names pollute nothing", () => {
	const proto = '{"polluted":true}';
	const json = `{"__proto__":${proto},"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"__proto__":${proto},"component":{"__proto__":${proto},"name":"constructor","type":"__proto__"}},"components":[{"__proto__":${proto},"type":"library","name":"__proto__","version":"1","purl":"pkg:npm/__proto__@1?__proto__=x","properties":[{"name":"__proto__","value":"x"},{"name":"plimsoll:__proto__","value":"x"}]}],"dependencies":[{"ref":"__proto__","dependsOn":["constructor"]}]}`;
	const xml =
		'<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="library" __proto__="x"><__proto__><polluted>x</polluted></__proto__><name>__proto__</name><version>1</version></component></components></bom>';

	for (const document of [json, xml, "SPDXVersion: SPDX-2.3\nPackageName: __proto__\n__proto__: x\nPackageVersion: 1"]) {
		const { packages } = readDocument(document);

		assert.deepEqual([packages.map(({ name }) => name), ({} as Record<string, unknown>)["polluted"]], [["__proto__"], undefined]);
	}
});

test("attestations in attestations in attestations end", () => {
	let document: object = cycloneDx([]);
	for (let depth = 0; depth < 10; depth++) document = { predicateType: "x", predicate: document };

	assert.throws(() => readDocument(document), { code: "sbom-unknown" });
});

test("a document of nothing but commas", () => {
	const { codes } = outcomeOf(bom(",".repeat(10_000)));

	assert.equal(codes.length, 10_001);
});
