import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findJsonProblem } from "./json-text.ts";

test("a key twice in one object is found, however it is written", () => {
	for (const text of ['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '[{"b":{"a" : 1, "a"\n:2}}]', '{"a":{"a":1},"a":2}']) {
		assert.match(findJsonProblem(text, 10)?.problem ?? "", /"a" twice/, text);
	}
});

test("the same key in different objects, or the same text as a value, is no problem", () => {
	for (const text of [
		'[{"a":1},{"a":2}]',
		'{"a":{"a":"a"},"b":["a","a"]}',
		'{"a\\"":1,"a":2}',
		'{"x":"\\\\","y":"{\\"x\\":1,\\"x\\":2}"}',
	]) {
		assert.equal(findJsonProblem(text, 10), undefined, text);
	}
});

test("nesting is bounded", () => {
	assert.equal(findJsonProblem("[".repeat(5) + "]".repeat(5), 5), undefined);
	assert.equal(findJsonProblem("[".repeat(6) + "]".repeat(6), 5)?.tooDeep, true);
	assert.equal(findJsonProblem('{"a":'.repeat(1_000_000), 128)?.tooDeep, true);
});

test("what JSON.stringify writes never has a problem", () => {
	fc.assert(fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => assert.equal(findJsonProblem(JSON.stringify(value), 64), undefined)));
});

test("a repeated key is found wherever it is", () => {
	fc.assert(
		fc.property(fc.string(), fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (key, others, value) => {
			const members = [...Object.entries(others), [key, value] as const, [key, value] as const];
			const text = members.map(([name, member]) => `${JSON.stringify(name)}:${JSON.stringify(member)}`).join(",");

			assert.notEqual(findJsonProblem(`{${text}}`, 64), undefined);
		}),
	);
});

test("any text at all ends without a throw", () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom("{", "}", "[", "]", '"', "\\", ":", ",", "a") }),
			(text) => void findJsonProblem(text, 8),
		),
	);
});
