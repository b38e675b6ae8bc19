import assert from "node:assert/strict";
import { it } from "node:test";
import { licensesOf } from "../bill-of-materials/licenses.ts";
import { licenseChoices } from "./licenses.ts";
import { traitsOf } from "./versions.ts";

const cases: readonly (readonly [string, readonly string[], unknown])[] = [
	["an SPDX id, whatever its case", ["mit", "Zlib", "MIT"], [{ license: { id: "MIT" } }, { license: { id: "Zlib" } }]],
	[
		"an SPDX id for what distributions call it, where there is one",
		["GPL-2", "LGPL-2.1+", "GPLv3+", "Expat", "GPL-9"],
		[
			{ license: { id: "MIT" } },
			{ license: { id: "GPL-2.0-only" } },
			{ license: { name: "GPL-9" } },
			{ license: { id: "GPL-3.0-or-later" } },
			{ license: { id: "LGPL-2.1-or-later" } },
		],
	],
	["an expression where it is all there is", ["MIT OR Apache-2.0"], [{ expression: "MIT OR Apache-2.0" }]],
	[
		"a name for an expression among others",
		["MIT OR Apache-2.0", "ISC"],
		[{ license: { id: "ISC" } }, { license: { name: "MIT OR Apache-2.0" } }],
	],
	["a name for anything else", ["see LICENSE"], [{ license: { name: "see LICENSE" } }]],
	["nothing for nothing", ["", " ", "NOASSERTION"], []],
	["one entry for what is said twice", ["MIT", "MIT "], [{ license: { id: "MIT" } }]],
	[
		"a name for ids of JavaScript's objects",
		["__proto__", "constructor"],
		[{ license: { name: "__proto__" } }, { license: { name: "constructor" } }],
	],
];

for (const [title, found, expected] of cases) {
	it(`licences: ${title}`, () => {
		assert.deepEqual(licenseChoices(licensesOf(found), traitsOf("1.5")), expected);
	});
}

it("licences: a deep or endless text is a name", () => {
	const [choice] = licenseChoices(licensesOf(["(".repeat(100_000)]), traitsOf("1.5"));

	assert.deepEqual(choice, { license: { name: "(".repeat(512) } });
});
