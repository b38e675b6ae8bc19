import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { generator, mutated } from "@plimsoll/oci/testing";
import { readManifest } from "./manifest.ts";
import { licensesOf } from "./manifest-licenses.ts";

const read = (text: string): ReadonlyMap<string, string> =>
	readManifest(Buffer.from(text), defaultLimits(), (problem) => assert.fail(problem.message));

for (const end of ["\n", "\r\n", "\r"]) {
	test(`the main section is read, lines ending with ${JSON.stringify(end)}`, () => {
		const lines = [
			"",
			"Manifest-Version: 1.0",
			"IMPLEMENTATION-Title: long",
			"  name",
			"Bundle-Version:1",
			"",
			"Bundle-Version: of an entry",
		];

		const manifest = read(lines.join(end));

		assert.deepEqual(
			[...manifest],
			[
				["implementation-title", "long name"],
				["bundle-version", "1"],
			],
		);
	});
}

test("texts where names are expected, and attributes that tell nothing, are left out", () => {
	const manifest = read(`Bundle-License: ${"x".repeat(3000)}\nImport-Package: a.b\n__proto__: x\nPlugin-License-Name-2: MIT\n`);

	assert.deepEqual([...manifest], [["plugin-license-name-2", "MIT"]]);
});

const LICENSES: readonly (readonly [attributes: Readonly<Record<string, string>>, expected: readonly string[]])[] = [
	[{}, []],
	[{ "bundle-license": "Apache-2.0" }, ["Apache-2.0"]],
	[{ "bundle-license": 'Apache-2.0;link="https://a.b/c,d";description="a; b, c",MIT' }, ["Apache-2.0", "MIT"]],
	[{ "bundle-license": '"The Apache License, Version 2.0";link=x, <<EXTERNAL>>' }, ["The Apache License, Version 2.0"]],
	[{ "bundle-license": "x".repeat(300) }, []],
	[{ "plugin-license-name": "MIT", "plugin-license-name-2": "BSD", "bundle-license": "other" }, ["MIT", "BSD"]],
];

for (const [attributes, expected] of LICENSES) {
	test(`the licences of ${JSON.stringify(attributes).slice(0, 80)}`, () => {
		const licenses = licensesOf(new Map(Object.entries(attributes)));

		assert.deepEqual(licenses, expected);
	});
}

test("8,000 mutations of a manifest give names and short values", () => {
	const random = generator(0x5eed);
	const manifest = Buffer.from('Manifest-Version: 1.0\r\nBundle-License: "a, b";c=d,\r\n e\r\nPlugin-License-Name: MIT\r\n\r\nName: x\r\n');

	for (let run = 0; run < 8000; run++) {
		const attributes = readManifest(mutated(manifest, random), defaultLimits(), () => {});

		for (const [name, value] of attributes) assert.ok(name === name.toLowerCase() && value.length <= 2048);
		for (const license of licensesOf(attributes)) assert.ok(license.length > 0 && license.length <= 256);
	}
});
