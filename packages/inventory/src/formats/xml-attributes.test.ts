import assert from "node:assert/strict";
import { test } from "node:test";
import { readAttributes } from "./xml-attributes.ts";

const CASES: readonly (readonly [tag: string, attributes: readonly (readonly [string, string])[]])[] = [
	["bom", []],
	[
		"bom xmlns=\"a\" version='1'",
		[
			["xmlns", "a"],
			["version", "1"],
		],
	],
	[
		'a\n\tb-ref = "x>y" p:c=""',
		[
			["b-ref", "x>y"],
			["p:c", ""],
		],
	],
	['a b="&lt;&#65;&bomb;"', [["b", "<A&bomb;"]]],
	['a b="1" c d="2"', [["b", "1"]]],
	['a b="1', []],
	["a b=1", []],
	['a __proto__="x"', [["__proto__", "x"]]],
];

for (const [tag, attributes] of CASES) {
	test(`the attributes of <${tag}>`, () => {
		assert.deepEqual([...readAttributes(tag)], attributes);
	});
}

test("very many attributes and very long ones are read in one pass", () => {
	assert.equal(readAttributes(`a${' b="c"'.repeat(300_000)}`).size, 1);
	assert.equal(readAttributes(`a ${"b".repeat(2_000_000)}="c"`).size, 0);
	assert.equal(readAttributes(`a${" ".repeat(2_000_000)}`).size, 0);
});
