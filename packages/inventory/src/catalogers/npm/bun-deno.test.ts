import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

test("bun.lock: comments and trailing commas, aliases, bundled packages, the project's own folders and addresses", () => {
	const text = `{
  // written by hand
  "lockfileVersion": 1,
  "workspaces": {
    "": { "name": "me", "dependencies": { "npm": "10.9.0", "x": "npm:y@1.0.0", }, },
    "packages/util": { "name": "@me/util", "devDependencies": { "z": "1", }, },
  },
  "packages": {
    "@me/util": ["@me/util@workspace:packages/util"],
    "@me/util/z": ["z@1.0.0", "", {}, "sha512-x"],
    "local": ["local@file:local", {}],
    "git": ["git@github:user/git#abc", {}, "user-git-abc"],
    "npm": ["npm@10.9.0", "", { "dependencies": { "abbrev": "1", "z": "2" } }, ""],
    "npm/abbrev": ["abbrev@3.0.1", "", { "bundled": true }, ""],
    "npm/abbrev/ms": ["ms@2.0.0", "", { "bundled": true }, ""], /* inside of what came along */
    "x": ["y@1.0.0", "", {}, ""],
    "z": ["z@2.0.0", "", {}, ""],
  },
}`;

	const inventory = inventoryOf({ "/bun.lock": text });

	assert.deepEqual(versionsOf(inventory), ["abbrev@3.0.1", "ms@2.0.0", "npm@10.9.0", "y@1.0.0", "z@1.0.0", "z@2.0.0"]);
	assert.deepEqual(codesOf(inventory), ["version-unresolved"]);
	assert.deepEqual(
		inventory.packages.filter(({ direct }) => direct).map(({ name, version, development }) => [name, version, development]),
		[
			["npm", "10.9.0", false],
			["y", "1.0.0", false],
			["z", "1.0.0", true],
		],
	);
	assert.deepEqual(packageNamed(inventory, "npm").dependsOn, ["pkg:npm/abbrev@3.0.1", "pkg:npm/z@2.0.0"]);
	assert.deepEqual(packageNamed(inventory, "abbrev").containedIn, ["pkg:npm/npm@10.9.0"]);
	assert.deepEqual(packageNamed(inventory, "ms").containedIn, ["pkg:npm/npm@10.9.0"]);
});

test("bun.lock: keys that lead nowhere, or to themselves, end", () => {
	const keys = ["", "/", "@s", "@s/", "a//b", "a/".repeat(1000)];
	const packages = Object.fromEntries(keys.map((key) => [key, ["x@1.0.0", "", { bundled: true, dependencies: { y: "1" } }, ""]]));

	const inventory = inventoryOf({ "/bun.lock": JSON.stringify({ lockfileVersion: 1, packages }) });

	assert.deepEqual([versionsOf(inventory), inventory.coverage], [["x@1.0.0"], []]);
});

test("bun.lockb of version 3 has longer numbers, and versions with letters", () => {
	const inventory = inventoryOf({ "/bun.lockb": testdata("npm", "bun-3.lockb") });

	assert.deepEqual(versionsOf(inventory), ["minimist@1.2.5", "react@19.0.0-rc.1"]);
	assert.deepEqual(inventory.coverage, []);
});

test("bun.lockb is not read beside a bun.lock, which Bun reads instead", () => {
	const inventory = inventoryOf({ "/bun.lockb": testdata("npm", "bun-3.lockb"), "/bun.lock": testdata("npm", "bun.lock") });

	assert.ok(!versionsOf(inventory).includes("react@19.0.0-rc.1"));
});

const LOCKB = testdata("npm", "bun-2.lockb");

for (const [title, bytes] of [
	["another file", Buffer.from("nothing of the kind")],
	["a head and no more", LOCKB.subarray(0, 100)],
	["another version", Buffer.concat([LOCKB.subarray(0, 42), Buffer.from([9, 0, 0, 0]), LOCKB.subarray(46)])],
	["packages cut off", LOCKB.subarray(0, 4000)],
	["lists cut off", LOCKB.subarray(0, 7200)],
	["billions of packages", Buffer.concat([LOCKB.subarray(0, 86), Buffer.alloc(8, 0x7f), LOCKB.subarray(94)])],
] as const) {
	test(`bun.lockb that is ${title} is said`, () => {
		const inventory = inventoryOf({ "/bun.lockb": bytes });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [[], ["file-malformed"]]);
	});
}

test("bun.lockb of more packages and dependencies than values are allowed is a limit", () => {
	const inventory = inventoryOf({ "/bun.lockb": LOCKB }, { limits: { maxValues: 20 } });

	assert.deepEqual([versionsOf(inventory), inventory.coverage[0]?.limit], [[], "maxValues"]);
});

test("deno.lock 4: JSR's packages are of their own registry, modules from addresses are counted, peers are no version", () => {
	const lock = {
		version: "4",
		specifiers: { "jsr:@std/bytes@^1.0.0": "1.0.2", "jsr:@std/encoding@1": "1.0.5", "npm:chalk@5": "5.3.0" },
		jsr: {
			"@std/bytes@1.0.2": { integrity: "00" },
			"@std/encoding@1.0.5": { integrity: "00", dependencies: ["jsr:@std/bytes@^1.0.0", "npm:chalk@5"] },
		},
		npm: {
			"chalk@5.3.0": {},
			"@s/x@1.0.0_chalk@5.3.0": { dependencies: ["chalk", "old@npm:chalk@5.3.0"] },
			"y@2.0.0": { dependencies: ["@s/x@1.0.0_chalk@5.3.0"] },
		},
		remote: { "https://user:s3cret@deno.land/std@0.1.0/a.ts": "00", "https://deno.land/std@0.1.0/b.ts": "00" },
		workspace: { dependencies: ["jsr:@std/encoding@1"], members: { inner: { dependencies: ["npm:y@2"] } } },
	};

	const inventory = inventoryOf({ "/deno.lock": JSON.stringify(lock) });

	assert.deepEqual(
		inventory.packages.map(({ purl, ecosystem, direct }) => [purl, ecosystem, direct]),
		[
			["pkg:npm/%40s/x@1.0.0", "npm", false],
			["pkg:npm/%40std/bytes@1.0.2?repository_url=https%3A%2F%2Fjsr.io", undefined, false],
			["pkg:npm/%40std/encoding@1.0.5?repository_url=https%3A%2F%2Fjsr.io", undefined, true],
			["pkg:npm/chalk@5.3.0", "npm", false],
			["pkg:npm/y@2.0.0", "npm", true],
		],
	);
	assert.deepEqual(packageNamed(inventory, "@std/encoding").dependsOn, [
		"pkg:npm/%40std/bytes@1.0.2?repository_url=https%3A%2F%2Fjsr.io",
		"pkg:npm/chalk@5.3.0",
	]);
	assert.deepEqual(packageNamed(inventory, "@s/x").dependsOn, ["pkg:npm/chalk@5.3.0"]);
	assert.deepEqual(packageNamed(inventory, "y").dependsOn, ["pkg:npm/%40s/x@1.0.0"]);
	assert.deepEqual(codesOf(inventory), ["reference-ignored"]);
	assert.match(inventory.coverage[0]?.message ?? "", /^\/deno\.lock: 2 modules /);
	assert.doesNotMatch(JSON.stringify(inventory), /s3cret/);
});

for (const [version, lock] of [
	[
		"2",
		{ npm: { specifiers: { "chalk@5": "chalk@5.3.0" }, packages: { "chalk@5.3.0": { dependencies: { a: "a@1.0.0" } }, "a@1.0.0": {} } } },
	],
	[
		"3",
		{
			packages: {
				specifiers: { "npm:chalk@5": "npm:chalk@5.3.0" },
				npm: { "chalk@5.3.0": { dependencies: { a: "a@1.0.0" } }, "a@1.0.0": {} },
			},
		},
	],
] as const) {
	test(`deno.lock ${version} has its packages elsewhere`, () => {
		const inventory = inventoryOf({ "/deno.lock": JSON.stringify({ version, ...lock }) });

		assert.deepEqual(versionsOf(inventory), ["a@1.0.0", "chalk@5.3.0"]);
		assert.deepEqual(packageNamed(inventory, "chalk").dependsOn, ["pkg:npm/a@1.0.0"]);
		assert.deepEqual(inventory.coverage, []);
	});
}
