import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { textOf } from "./chunks.ts";
import { jsonChunks, jsonText } from "./json-text.ts";

it("pieces are what the whole would be, whether a list is made at once or while it is written", () => {
	const value = fc.oneof(
		fc.string({ unit: "binary" }),
		fc.array(fc.record({ a: fc.nat(), b: fc.array(fc.string()) })),
		fc.constant(undefined),
	);
	fc.assert(
		fc.property(fc.dictionary(fc.string(), value), (object) => {
			const lazy = Object.fromEntries(Object.entries(object).map(([key, each]) => [key, Array.isArray(each) ? each.values() : each]));

			assert.equal(textOf(jsonChunks(lazy)), jsonText(object));
		}),
	);
});

it("chunks are large, however small the pieces", () => {
	const items = Array.from({ length: 10_000 }, (_, index) => ({ index })).values();

	const chunks = [...jsonChunks({ items })];

	assert.ok(chunks.length < 10);
	assert.equal(JSON.parse(chunks.join("")).items.length, 10_000);
});
