import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseTarget } from "./target.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

test("a path alone names no form", () => {
	const target = parseTarget("./app:1.0");

	assert.deepEqual(target, { text: "./app:1.0", readings: [{ path: "./app:1.0" }] });
});

test("every colon may be where the path ends, longest path first", () => {
	const target = parseTarget("docker-archive:a:b/app.tar:registry:5000/app:1.0");

	assert.equal(target.prefix, "docker-archive");
	assert.deepEqual(
		target.readings.map(({ path, selector }) => [path, selector?.kind === "name" ? selector.name : undefined]),
		[
			["a:b/app.tar:registry:5000/app:1.0", undefined],
			["a:b/app.tar:registry:5000/app", "1.0"],
			["a:b/app.tar:registry", "5000/app:1.0"],
			["a:b/app.tar", "registry:5000/app:1.0"],
			["a", "b/app.tar:registry:5000/app:1.0"],
		],
	);
});

test("a digest behind @ selects by digest", () => {
	const { readings } = parseTarget(`oci:layout@${DIGEST}`);

	assert.deepEqual(readings, [{ path: `layout@${DIGEST}` }, { path: "layout", selector: { kind: "digest", digest: DIGEST } }]);
});

test("a folder has no images to select", () => {
	const { readings } = parseTarget("dir:/srv/a:b");

	assert.deepEqual(readings, [{ path: "/srv/a:b" }]);
});

for (const text of ["", "oci:", "dir:", "oci:a\0b"]) {
	test(`${JSON.stringify(text)} is no target`, () => {
		assert.throws(() => parseTarget(text), { code: "target-invalid" });
	});
}

test("whatever path and name are joined are among the readings", () => {
	const part = fc.string({ minLength: 1 }).filter((text) => !text.includes("\0") && !text.includes("@"));
	fc.assert(
		fc.property(part, part, (path, name) => {
			const { readings } = parseTarget(`oci:${path}:${name}`);

			assert.ok(readings.some((reading) => reading.path === path && reading.selector?.kind === "name" && reading.selector.name === name));
		}),
	);
});
