import assert from "node:assert/strict";
import { it } from "node:test";
import { licenseChoices } from "./licenses.ts";

const cases: readonly (readonly [string, readonly string[], unknown])[] = [
	["an SPDX id, whatever its case", ["mit", "GPL-2.0"], [{ license: { id: "MIT" } }, { license: { id: "GPL-2.0" } }]],
	["an expression where it is all there is", ["MIT OR Apache-2.0"], [{ expression: "MIT OR Apache-2.0" }]],
	[
		"a name for an expression among others",
		["MIT OR Apache-2.0", "ISC"],
		[{ license: { name: "MIT OR Apache-2.0" } }, { license: { id: "ISC" } }],
	],
	["a name for anything else", ["see LICENSE"], [{ license: { name: "see LICENSE" } }]],
	["nothing for nothing", ["", " "], []],
	["one entry for what is said twice", ["MIT", "MIT "], [{ license: { id: "MIT" } }]],
	[
		"a name for ids of JavaScript's objects",
		["__proto__", "constructor"],
		[{ license: { name: "__proto__" } }, { license: { name: "constructor" } }],
	],
];

for (const [title, found, expected] of cases) {
	it(`licences: ${title}`, () => {
		assert.deepEqual(licenseChoices(found), expected);
	});
}

it("licences: a deep or endless text is a name", () => {
	const [choice] = licenseChoices(["(".repeat(100_000)]);

	assert.deepEqual(choice, { license: { name: "(".repeat(512) } });
});
