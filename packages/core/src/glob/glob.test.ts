import assert from "node:assert/strict";
import { matchesGlob } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { splitAtCommas } from "./braces.ts";
import { compileGlob } from "./glob.ts";

for (const [pattern, matching, others] of [
	["node_modules", ["/node_modules", "node_modules/"], ["/app/node_modules", "/node_modules/a", "/node_module"]],
	["/./app//dist/", ["/app/dist"], ["/app", "/app/dist/x"]],
	["**/node_modules", ["/node_modules", "/a/b/node_modules"], ["/a/node_modules/b"]],
	["app/**", ["/app", "/app/a", "/app/a/b"], ["/apps", "/b/app"]],
	["a/**/z", ["/a/z", "/a/b/z", "/a/b/c/z"], ["/a", "/z", "/b/a/z"]],
	["**", ["/", "/a", "/a/.b"], []],
	["*.json", ["/a.json", "/.json"], ["/a/b.json", "/a.jsonc"]],
	["a?c", ["/abc", "/a😀c"], ["/ac", "/abbc"]],
	["a**c", ["/ac", "/abbc"], ["/a/c"]],
	["[a-cx]", ["/a", "/c", "/x"], ["/d", "/-"]],
	["[!a-c]", ["/d"], ["/a", "/b", "/dd"]],
	["[^a]", ["/b"], ["/a"]],
	["[]a]", ["/]", "/a"], ["/b"]],
	["[a\\]]", ["/]", "/a"], ["/\\"]],
	["[a-]", ["/a", "/-"], ["/b"]],
	["[a", ["/[a"], ["/a"]],
	["{a,b/{c,d}}.x", ["/a.x", "/b/c.x", "/b/d.x"], ["/b.x", "/a/c.x"]],
	["{a", ["/{a"], ["/a"]],
	["\\*\\{a,b\\}\\", ["/*{a,b}\\"], ["/x{a,b}\\", "/*a"]],
	["", ["/"], ["/a"]],
] as const) {
	test(`${JSON.stringify(pattern)} means ${matching.join(", ")}`, () => {
		const matches = compileGlob(pattern);

		assert.ok(matches !== undefined);
		assert.deepEqual([...matching, ...others].filter(matches), matching);
	});
}

test("patterns mean what they mean to Node", () => {
	const name = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "[ab]", "[!b]", "{a,b}"), minLength: 1, maxLength: 4 });
	const pattern = fc
		.tuple(fc.array(fc.oneof(name, fc.constant("**")), { maxLength: 4 }), name)
		.map(([names, last]) => [...names, last].join("/"));
	const path = fc.array(fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
	const seen = new Set<boolean>();

	fc.assert(
		fc.property(pattern, path, (text, names) => {
			// Two stars in a name Node takes for folders, and at the end of a pattern for one folder at least.
			fc.pre(!/\*\*(?!\/)|[^/]\*\*/.test(text));
			const matches = compileGlob(text)?.(names.join("/"));
			seen.add(matches === true);
			assert.equal(matches, matchesGlob(names.join("/"), text));
		}),
		{ numRuns: 2000 },
	);

	assert.equal(seen.size, 2);
});

test("paths that make regular expressions go back for ever are matched at once", () => {
	const stars = compileGlob(`${"*a".repeat(200)}b`);
	const folders = compileGlob(`${"**/a/".repeat(200)}b`);

	assert.equal(stars?.("a".repeat(4000)), false);
	assert.equal(folders?.("a/".repeat(2000)), false);
	assert.equal(stars?.(`${"a".repeat(4000)}b`), true);
});

test("a pattern that comes to too much is none", () => {
	assert.equal(compileGlob("{a,b}".repeat(9)), undefined);
	assert.equal(compileGlob("{".repeat(2000) + "}".repeat(2000))?.("/"), true);
	assert.equal(compileGlob("a".repeat(5000)), undefined);
});

test("a list is parted at commas that are not part of a pattern", () => {
	assert.deepEqual(splitAtCommas("a,{b,{c,d}},e\\,f,}g,{h,"), ["a", "{b,{c,d}}", "e\\,f", "}g", "{h,"]);
});
