import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { cleanPath, depthOf } from "./clean-path.ts";

test("paths become absolute and lose what does not lead anywhere", () => {
	for (const [stored, expected] of [
		["./x", "/x"],
		["/x", "/x"],
		["a//b/", "/a/b"],
		["a/./b", "/a/b"],
		["a/../b", "/b"],
		["../../etc/passwd", "/etc/passwd"],
		["", "/"],
		[".", "/"],
		["a/..", "/"],
		["..a/b..", "/..a/b.."],
		["a/...", "/a/..."],
	] as const) {
		assert.equal(cleanPath(stored), expected, stored);
	}
});

test("cleaning is what a POSIX normalisation from the root does", () => {
	const name = fc.array(fc.constantFrom("a", ".", "..", "", "b.c", "..."), { maxLength: 8 }).map((parts) => parts.join("/"));

	fc.assert(
		fc.property(name, (stored) => {
			assert.equal(cleanPath(stored), posix.resolve("/", `./${stored}`));
		}),
	);
});

test("depth counts the folders above", () => {
	assert.deepEqual(["/", "/a", "/a/b", "/a/b/c"].map(depthOf), [0, 0, 1, 2]);
});
