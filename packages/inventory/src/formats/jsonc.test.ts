import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { plainJson } from "./jsonc.ts";

function plain(text: string): string {
	return Buffer.from(plainJson(Buffer.from(text))).toString();
}

test("comments and trailing commas become spaces, everything else stays where it was", () => {
	const text = '{"a": [1, 2,], // one\n /* , */ "b//": "/*,]", "c": {"d": "\\",}",\r\n},\t}';

	const found = plain(text);

	assert.equal(found.length, text.length);
	assert.deepEqual(JSON.parse(found), { a: [1, 2], "b//": "/*,]", c: { d: '",}' } });
});

test("what is no JSON stays none", () => {
	for (const text of ["[1,,]", "{,}x", "/", "[1 / 2]", '"', "/* never ends", "[1,/*", '{"a" // never ends'])
		assert.throws(() => JSON.parse(plain(text)), text);
});

test("property: JSON is left as it is", () => {
	fc.assert(
		fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
			const text = JSON.stringify(value, undefined, "\t");

			assert.equal(plain(text), text);
		}),
	);
});
