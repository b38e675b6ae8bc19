import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { type DocumentPlace, type JsonValue, readJson } from "./json-document.ts";

const PLACE: DocumentPlace = { code: "manifest-malformed", what: "the manifest", path: "layout" };

test("a wrong value is named with its place, what was expected and what was found", () => {
	const document = read('{"layers":[{"size":-1}]}');

	assert.throws(() => document.object().list("layers")[0]?.object().required("size").count(), {
		code: "manifest-malformed",
		path: "layout",
		message: "the manifest of layout has in layers[0].size -1 where a whole number of at least 0 is expected",
	});
});

test("a long value is cut in the message", () => {
	const document = read(JSON.stringify({ size: "x".repeat(1_000_000) }));

	assert.throws(
		() => document.object().required("size").count(),
		(error: Error) => error.message.length < 300,
	);
});

test("null stands for what is left out", () => {
	const object = read('{"a":null}').object();

	assert.equal(object.optional("a"), undefined);
	assert.deepEqual(object.list("a"), []);
	assert.throws(() => object.required("a"), /has no "a"/);
});

for (const key of ["Layers", "LAYERS", "layerſ"]) {
	test(`${key} is refused where layers is looked for, since Go's reader takes it for that`, () => {
		assert.throws(
			() =>
				read(JSON.stringify({ [key]: [] }))
					.object()
					.list("layers"),
			{ code: "manifest-malformed" },
		);
		assert.throws(
			() =>
				read(JSON.stringify({ layers: [], [key]: [] }))
					.object()
					.list("layers"),
			{ code: "manifest-malformed" },
		);
	});
}

test("keys of JavaScript's own objects are neither found nor set", () => {
	const object = read('{"__proto__":{"layers":[1]},"constructor":{"prototype":{"polluted":1}}}').object();

	assert.deepEqual(object.list("layers"), []);
	assert.equal(object.optional("toString"), undefined);
	assert.equal(object.optional("hasOwnProperty"), undefined);
	assert.equal(Reflect.get({}, "polluted"), undefined);
});

for (const [name, bytes] of [
	["nothing", Buffer.alloc(0)],
	["no JSON", Buffer.from("{")],
	["two documents", Buffer.from("{}{}")],
	["no UTF-8", Buffer.from([0x22, 0xff, 0x22])],
	["a byte order mark", Buffer.from("\ufeff{}")],
	["a key twice", Buffer.from('{"a":1,"a":1}')],
] as const) {
	test(`${name} is malformed`, () => {
		assert.throws(() => readJson(bytes, PLACE, defaultLimits()), { code: "manifest-malformed" });
	});
}

test("nesting beyond the limit names the limit", () => {
	assert.throws(() => read("[".repeat(200)), { code: "limit-exceeded", limit: "maxDepth" });
});

function read(text: string): JsonValue {
	return readJson(Buffer.from(text), PLACE, defaultLimits());
}
