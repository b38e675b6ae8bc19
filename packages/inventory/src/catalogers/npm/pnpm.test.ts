import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, versionsOf } from "../../testing/inventory-of.ts";

const PNPM_KEYS: readonly (readonly [version: string, key: string, body: string, found: string])[] = [
	["5.3", "/@s/x/1.0.0_react@17.0.2", "dev: false", "@s/x@1.0.0"],
	["5.4", "registry.example.org/x/1.0.0", "dev: false", "x@1.0.0"],
	["5.4", "github.com/user/repo/0123abc", "{ name: x, version: 1.0.0 }", "x@1.0.0"],
	["'6.0'", "/@s/x@1.0.0(@babel/core@7.0.0)(react@17.0.2)", "dev: false", "@s/x@1.0.0"],
	["'9.0'", "'@s/x@1.0.0-rc.1'", "dev: false", "@s/x@1.0.0-rc.1"],
	["'9.0'", "x@https://codeload.github.com/u/x/tar.gz/0123abc", "version: 1.0.0", "x@1.0.0"],
];

for (const [version, key, body, found] of PNPM_KEYS) {
	test(`pnpm ${version}: ${key} is ${found}`, () => {
		const fields = body.startsWith("{") ? "name: x\n    version: 1.0.0" : body;

		const inventory = inventoryOf({ "/pnpm-lock.yaml": `lockfileVersion: ${version}\n\npackages:\n\n  ${key}:\n    ${fields}\n` });

		assert.deepEqual(versionsOf(inventory), [found]);
		assert.equal(inventory.packages[0]?.development, undefined);
	});
}

test("pnpm: peers do not hide what is direct", () => {
	const text = `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      a:
        specifier: 1.0.0
        version: 1.0.0(b@2.0.0)
    devDependencies:
      b:
        specifier: 2.0.0
        version: 2.0.0
packages:
  a@1.0.0:
    resolution: {integrity: sha512-x}
  b@2.0.0:
    resolution: {integrity: sha512-x}
snapshots:
  a@1.0.0(b@2.0.0):
    dependencies:
      b: 2.0.0
  b@2.0.0: {}
`;

	const inventory = inventoryOf({ "/pnpm-lock.yaml": text });

	assert.deepEqual(
		inventory.packages.map(({ name, direct, development }) => ({ name, direct, development })),
		[
			{ name: "a", direct: true, development: false },
			{ name: "b", direct: true, development: false },
		],
	);
});

test("pnpm: an injected workspace is no package, and a version-less address is said", () => {
	const text = `lockfileVersion: '9.0'
packages:
  '@me/inner@file:packages/inner':
    resolution: {directory: packages/inner, type: directory}
  x@https://host/x.tgz:
    resolution: {tarball: https://host/x.tgz}
`;

	const inventory = inventoryOf({ "/pnpm-lock.yaml": text });

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [[], ["version-unresolved"]]);
});

test("pnpm: of two documents both are read, and the second says what is direct", () => {
	const text = `---
lockfileVersion: '9.0'
importers:
  .:
    packageManagerDependencies:
      pnpm:
        specifier: 11.0.0
        version: 11.0.0
packages:
  pnpm@11.0.0:
    resolution: {integrity: sha512-x}
snapshots:
  pnpm@11.0.0: {}

---
lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      a:
        specifier: 1.0.0
        version: 1.0.0
packages:
  a@1.0.0:
    resolution: {integrity: sha512-x}
snapshots:
  a@1.0.0: {}
`;

	const inventory = inventoryOf({ "/pnpm-lock.yaml": text });

	assert.deepEqual(inventory.coverage, []);
	assert.deepEqual(
		inventory.packages.map(({ name, direct }) => [name, direct]),
		[
			["a", true],
			["pnpm", undefined],
		],
	);
});
