import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

test("npm's hidden lock says what is for development but not what is direct", () => {
	const inventory = inventoryOf({ "/app/node_modules/.package-lock.json": testdata("npm", "hidden-package-lock.json") });

	assert.equal(inventory.packages.length, 20);
	assert.equal(packageNamed(inventory, "ms").development, true);
	assert.equal(packageNamed(inventory, "ms").direct, undefined);
	assert.deepEqual(packageNamed(inventory, "debug").dependsOn, ["pkg:npm/ms@2.0.0"]);
});

test("the tree of a version 1 lock is walked to its leaves", () => {
	const lock = {
		lockfileVersion: 1,
		dependencies: { a: { version: "1.0.0", dependencies: { b: { version: "2.0.0", requires: { a: "1" } } } } },
	};

	const inventory = inventoryOf({ "/package-lock.json": JSON.stringify(lock) });

	assert.deepEqual(versionsOf(inventory), ["a@1.0.0", "b@2.0.0"]);
});

test("a lock nested 100,000 deep is a limit, not a crash", () => {
	const text = `{"lockfileVersion":1,${'"dependencies":{"a":{'.repeat(50_000)}${"}".repeat(100_001)}`;

	const inventory = inventoryOf({ "/package-lock.json": text });

	assert.deepEqual(codesOf(inventory), ["file-limit"]);
	assert.equal(inventory.coverage[0]?.limit, "maxDepth");
});

test("git, tarball and file dependencies of npm are told apart", () => {
	const v1 = {
		lockfileVersion: 1,
		dependencies: { git: { version: "git+ssh://git@host/x.git#abc" }, local: { version: "file:../local" } },
	};
	const v3 = {
		lockfileVersion: 3,
		packages: {
			"": {},
			"node_modules/git": { version: "1.2.3", resolved: "git+ssh://git@host/x.git#abc" },
			"node_modules/local": { link: true, resolved: "../local" },
		},
	};

	const old = inventoryOf({ "/package-lock.json": JSON.stringify(v1) });
	const recent = inventoryOf({ "/package-lock.json": JSON.stringify(v3) });

	assert.deepEqual([versionsOf(old), codesOf(old)], [[], ["version-unresolved"]]);
	assert.deepEqual([versionsOf(recent), codesOf(recent)], [["git@1.2.3"], []]);
});

test("an address in a lock never reaches a message", () => {
	const v1 = { lockfileVersion: 1, dependencies: { git: { version: "git+https://user:s3cret@host/x.git#abc" } } };

	const inventory = inventoryOf({ "/package-lock.json": JSON.stringify(v1) });

	assert.doesNotMatch(JSON.stringify(inventory), /s3cret/);
});
