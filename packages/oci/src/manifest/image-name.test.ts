import assert from "node:assert/strict";
import { test } from "node:test";
import { isSameName } from "./image-name.ts";

const SAME = [
	["app", "app:latest"],
	["docker.io/library/app:1.0", "app:1.0"],
	["docker.io/team/app", "team/app:latest"],
	["registry:5000/app", "registry:5000/app:latest"],
	["1.0", "1.0"],
] as const;

const DIFFERENT = [
	["app:1.0", "app"],
	["registry/app:1.0", "app:1.0"],
	["team/app", "app"],
	["App:1.0", "app:1.0"],
] as const;

for (const [a, b] of SAME) {
	test(`${a} is ${b}`, () => {
		assert.equal(isSameName(a, b), true);
		assert.equal(isSameName(b, a), true);
	});
}

for (const [a, b] of DIFFERENT) {
	test(`${a} is not ${b}`, () => assert.equal(isSameName(a, b), false));
}
