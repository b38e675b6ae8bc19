import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import fc from "fast-check";
import { JsonParts } from "./json-parts.ts";

interface Read {
	readonly parts: JsonParts;
	readonly problems: string[];
}

function partsOf(text: string): Read {
	const problems: string[] = [];
	return { parts: new JsonParts(Buffer.from(text), defaultLimits(), ({ message }) => problems.push(message)), problems };
}

function values(text: string): { readonly found: unknown[]; readonly problems: string[] } {
	const { parts, problems } = partsOf(text);
	return { found: [...parts.elements(parts.whole)].map((part) => parts.value(part).value), problems };
}

test("property: the elements of a list are those that a parser finds", () => {
	fc.assert(
		fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 2, "\t"), (list, space) => {
			const { found, problems } = values(JSON.stringify(list, undefined, space));

			assert.deepEqual([found, problems], [JSON.parse(JSON.stringify(list)), []]);
		}),
	);
});

test("property: the members of an object are those that a parser finds", () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(undefined, 2), (object, space) => {
			const text = JSON.stringify(object, undefined, space);

			const { parts, problems } = partsOf(text);
			const members = [...parts.members(parts.whole)].map(([name, part]) => [name, parts.value(part).value]);

			assert.deepEqual([new Map(members as []), problems], [new Map(Object.entries(JSON.parse(text))), []]);
			assert.equal(parts.count(parts.whole), members.length);
		}),
	);
});

test("a byte order mark and white space come first", () => {
	assert.deepEqual(values("\ufeff \n[1]").found, [1]);
});

test("what ends early is read as far as it goes", () => {
	const { found, problems } = values('[{"a":1},{"b":2},{"c":');

	assert.deepEqual([found, problems.length], [[{ a: 1 }, { b: 2 }], 1]);
});

test("of members of one name the last counts, and that is said", () => {
	const { parts, problems } = partsOf('{"a":1,"__proto__":2,"a":3}');

	const members = parts.members(parts.whole);

	assert.deepEqual([[...members.keys()], problems.length], [["a", "__proto__"], 1]);
	assert.equal(parts.value(members.get("a") ?? { start: 0, end: 0 }).value, 3);
});

test("a member without a name costs itself", () => {
	const { parts, problems } = partsOf('{"a":1,2,x:3,"b" 4,"c":5}');

	assert.deepEqual([[...parts.members(parts.whole).keys()], problems.length], [["a", "c"], 3]);
});

test("an object of very many members is not held", () => {
	const { parts } = partsOf(`{${Array.from({ length: 50_000 }, (_, index) => `"${index}":0`).join()}}`);

	assert.ok(parts.members(parts.whole).size <= 1001);
	assert.equal(parts.count(parts.whole), 50_000);
});

test("very deep nesting is passed over, and refused where it is parsed", () => {
	const { parts } = partsOf(`{"deep":${"[".repeat(100_000)}${"]".repeat(100_000)},"flat":1}`);

	const members = parts.members(parts.whole);

	assert.equal(parts.value(members.get("flat") ?? { start: 0, end: 0 }).value, 1);
	assert.equal(parts.value(members.get("deep") ?? { start: 0, end: 0 }).problem?.limit, "maxDepth");
});
