import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { generator, mutated } from "@plimsoll/oci/testing";
import { readExecutables } from "../../executables/read-executables.ts";
import { codesOf, inventoryOf, packageNamed, versionsOf } from "../../testing/inventory-of.ts";
import { NATIVE_IMAGES, type Variable } from "../../testing/write-native-image.ts";
import { parseArchiveExcerpt } from "./archive-excerpt-json.ts";
import { excerptNativeImage } from "./native-image.ts";

const [, writeElfImage] = NATIVE_IMAGES[0] as (typeof NATIVE_IMAGES)[0];
const purl = (coordinates: string): string => `pkg:maven/${coordinates}`;

const BOM = {
	bomFormat: "CycloneDX",
	specVersion: "1.5",
	metadata: { component: { type: "application", purl: purl("org.test/app@1.0") } },
	components: [
		{
			"bom-ref": "a",
			purl: purl("io.netty/netty-codec-http2@4.1.73.Final"),
			licenses: [{ license: { id: "Apache-2.0" } }],
			properties: [{ name: "syft:cpe23", value: "cpe:2.3:a:netty:netty:4.1.73:*:*:*:*:*:*:*" }],
		},
		{ purl: purl("io.micronaut/core@4.2.3%2Bx") },
		{ name: "nameless", version: "1" },
	],
	dependencies: [{ ref: purl("io.micronaut/core@4.2.3%2Bx"), dependsOn: ["a", "absent"] }],
};

function imageOf(bom: unknown): Variable[] {
	return variablesOf(gzipSync(typeof bom === "string" ? bom : JSON.stringify(bom)));
}

function variablesOf(packed: Uint8Array, length = packed.length): Variable[] {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(BigInt(length));
	return [
		{ name: "__svm_version_info", bytes: Buffer.from("GraalVM") },
		{ name: "sbom", bytes: packed },
		{ name: "sbom_length", bytes },
	];
}

for (const [format, write] of NATIVE_IMAGES) {
	test(`the bill of materials in a native executable (${format}) is read`, () => {
		const variables = imageOf(BOM).map(({ name, bytes }) => ({
			name,
			bytes: format === "ELF in big endian" && name === "sbom_length" ? Buffer.from(bytes).reverse() : bytes,
		}));

		const inventory = inventoryOf({ "/app/run.exe": write(variables) });

		assert.deepEqual(versionsOf(inventory), ["io.micronaut:core@4.2.3+x", "io.netty:netty-codec-http2@4.1.73.Final", "org.test:app@1.0"]);
		assert.deepEqual(codesOf(inventory), ["identity-unknown"]);
	});
}

test("what the bill of materials says of a component comes along", () => {
	const inventory = inventoryOf({ "/app/run.exe": writeElfImage(imageOf(BOM)) });

	const [core, netty] = ["io.micronaut:core", "io.netty:netty-codec-http2"].map((name) => packageNamed(inventory, name));
	assert.deepEqual([core?.dependsOn, core?.containedIn], [[netty?.purl], [purl("org.test/app@1.0")]]);
	assert.deepEqual([netty?.licenses, netty?.cpes], [["Apache-2.0"], ["cpe:2.3:a:netty:netty:4.1.73:*:*:*:*:*:*:*"]]);
	assert.deepEqual(netty?.locations, [{ path: "/app/run.exe" }]);
});

test("an executable with variables of these names that are something else is none", () => {
	for (const variables of [
		variablesOf(Buffer.from("text")),
		variablesOf(gzipSync("{}"), 2 ** 40),
		variablesOf(gzipSync("{}")).slice(0, 2),
	]) {
		const inventory = inventoryOf({ "/app/run.exe": writeElfImage(variables) });

		assert.deepEqual([inventory.packages, codesOf(inventory)], [[], ["identity-unknown"]]);
	}
});

test("of an executable too large to be held the bill of materials is found by how it begins", () => {
	const whole = writeElfImage([{ name: "resource", bytes: gzipSync("{}") }, ...imageOf(BOM)]);

	const inventory = inventoryOf({ "/app/run.exe": whole }, { limits: { maxFileBytes: whole.length - 1 } });

	assert.equal(inventory.packages.length, 3);
});

test("a bill of materials that cannot be read is said", () => {
	const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
	const damaged = gzipSync(JSON.stringify(BOM)).fill(0, 20, 40);
	const deep = gzipSync("[".repeat(100_000));

	for (const packed of [bomb, damaged, deep, gzipSync("{")]) {
		const inventory = inventoryOf({ "/app/run.exe": writeElfImage(variablesOf(packed)) });

		const said = inventory.coverage.filter(({ code }) => code !== "identity-unknown");
		assert.deepEqual([inventory.packages, said.length], [[], 1]);
		assert.match(said[0]?.message ?? "", /bill of materials/);
	}
});

test("keys and references that every object has mean nothing", () => {
	const components = ["__proto__", "constructor"].map((name) => ({ "bom-ref": name, purl: purl(`g/${name}@1`) }));
	const bom = `{"components":${JSON.stringify(components)},"dependencies":[{"ref":"constructor","dependsOn":["__proto__","toString"]}],"__proto__":{"a":1}}`;

	const inventory = inventoryOf({ "/app/run.exe": writeElfImage(imageOf(bom)) });

	assert.deepEqual(versionsOf(inventory), ["g:__proto__@1", "g:constructor@1"]);
	assert.deepEqual(packageNamed(inventory, "g:constructor").dependsOn, [purl("g/__proto__@1")]);
	assert.equal(Object.hasOwn(Object.prototype, "a"), false);
});

test("mutations of what a bill of materials says make no package that is none", () => {
	const random = generator(0x5eed);
	const text = Buffer.from(JSON.stringify(BOM));

	for (let run = 0; run < 2000; run++) {
		const inventory = inventoryOf({ "/app/run.exe": writeElfImage(imageOf(mutated(text, random).toString())) });

		for (const { message } of inventory.coverage) assert.doesNotMatch(message, /gave up/);
		for (const one of inventory.packages) assert.match(one.purl, /^pkg:maven\/[\w.-]+\/[\w.-]+@[\x21-\x7e]+$/);
	}
});

test("10,000 mutations of native executables end soon and throw nothing", () => {
	const random = generator(0x5eed);
	const images = NATIVE_IMAGES.map(([, write]) => write(imageOf(BOM)));

	for (let run = 0; run < 10_000; run++) {
		const found = readExecutables(mutated(images[run % images.length] as Buffer, random)).flatMap((one) => excerptNativeImage(one) ?? []);

		for (const excerpt of found) assert.deepEqual(parseArchiveExcerpt(excerpt).archives, []);
	}
});
