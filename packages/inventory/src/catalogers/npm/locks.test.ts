import assert from "node:assert/strict";
import { test } from "node:test";
import type { Inventory } from "../../take-inventory.ts";
import { codesOf, inventoryOf, namesWhere, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

const DIRECT = ["@babel/code-frame", "debug", "fsevents", "is-odd", "lodash", "minimist", "mkdirp", "ms"];

const LOCKS: readonly (readonly [fixture: string, path: string, says: { readonly direct: boolean; readonly development: boolean }])[] = [
	["package-lock-v1.json", "/app/package-lock.json", { direct: false, development: true }],
	["package-lock-v2.json", "/app/package-lock.json", { direct: true, development: true }],
	["package-lock-v3.json", "/app/npm-shrinkwrap.json", { direct: true, development: true }],
	["yarn-classic.lock", "/app/yarn.lock", { direct: false, development: false }],
	["yarn-berry.lock", "/app/yarn.lock", { direct: true, development: false }],
	["pnpm-lock-5.yaml", "/app/pnpm-lock.yaml", { direct: true, development: true }],
	["pnpm-lock-6.yaml", "/app/pnpm-lock.yaml", { direct: true, development: true }],
	["pnpm-lock-9.yaml", "/app/pnpm-lock.yaml", { direct: true, development: true }],
	["bun.lock", "/app/bun.lock", { direct: true, development: true }],
	["bun-2.lockb", "/app/bun.lockb", { direct: true, development: true }],
	["deno-4.lock", "/app/deno.lock", { direct: true, development: false }],
	["deno-5.lock", "/app/deno.lock", { direct: true, development: false }],
];

const expected = versionsOf(inventoryOf({ "/app/package-lock.json": testdata("npm", "package-lock-v3.json") }));

for (const [fixture, path, says] of LOCKS) {
	test(`${fixture}: the same packages as every other lock of the project, and the flags it has`, () => {
		const inventory = inventoryOf({ [path]: testdata("npm", fixture) });

		assert.deepEqual(inventory.coverage, []);
		assert.deepEqual(versionsOf(inventory), expected);
		assert.deepEqual(
			namesWhere(inventory, ({ direct }) => direct === true),
			says.direct ? DIRECT : [],
		);
		assert.deepEqual(
			namesWhere(inventory, ({ development }) => development === true),
			says.development ? ["debug", "ms"] : [],
		);
	});
}

const NEEDS = {
	"@babel/code-frame@7.0.0": ["@babel/highlight@7.25.9"],
	"@babel/highlight@7.25.9": ["@babel/helper-validator-identifier@7.29.7", "chalk@2.4.2", "js-tokens@4.0.0", "picocolors@1.1.1"],
	"debug@2.6.8": ["ms@2.0.0"],
	"fsevents@1.2.13": ["bindings@1.5.0", "nan@2.30.0"],
	"is-odd@3.0.1": ["is-number@6.0.0"],
	"mkdirp@0.5.1": ["minimist@0.0.8"],
};

for (const [fixture, path] of LOCKS) {
	test(`${fixture} says who needs whom`, () => {
		const inventory = inventoryOf({ [path]: testdata("npm", fixture) });

		for (const [needing, needed] of Object.entries(NEEDS)) assert.deepEqual(needsOf(inventory, needing), needed, needing);
		assert.deepEqual(needsOf(inventory, "minimist@1.2.5"), []);
	});
}

for (const [fixture, path] of LOCKS.filter(([name]) => name !== "yarn-berry.lock")) {
	test(`${fixture} gives the hashes of archives`, () => {
		const inventory = inventoryOf({ [path]: testdata("npm", fixture) });

		const value =
			"4e9a7ad0fe885090d3b8eabfe59f1c76c93326e8dfc2a7ce4e4af02308fb211212a679099d3e92c89e0f08f9c63281630bd75d85a979295218b40b7dee2c74e4";
		assert.deepEqual(packageNamed(inventory, "ms").hashes, [{ algorithm: "sha512", value }]);
	});
}

test("the project and its workspaces are no packages, an alias is the package behind it", () => {
	assert.equal(expected.length, 24);
	assert.ok(expected.includes("lodash@3.10.1"));
	assert.ok(!expected.some((name) => name.startsWith("lodash3") || name.startsWith("@example/") || name.startsWith("example-app")));
});

test("yarn 1: links are left out, git has its version, a damaged entry costs itself", () => {
	const text = `# yarn lockfile v1


"@s/x@^1.0.0", "@s/x@^1.1.0":
  version "1.2.0"

broken@^1:
  resolved "x"

<<<<<<< HEAD
"git@git+ssh://git@host/x.git":
  version "2.0.0"

"inner@link:./inner":
  version "0.0.0"
`;

	const inventory = inventoryOf({ "/yarn.lock": text });

	assert.deepEqual(versionsOf(inventory), ["@s/x@1.2.0", "git@2.0.0"]);
	assert.deepEqual(codesOf(inventory), ["file-malformed", "file-malformed"]);
});

test("yarn berry: patched packages are the packages they patch", () => {
	const text = `__metadata:
  version: 8

"a@patch:a@npm%3A1.0.0#~/a.patch":
  version: 1.0.0
  resolution: "a@patch:a@npm%3A1.0.0#~/a.patch::version=1.0.0&hash=1"
  languageName: node
  linkType: hard
`;

	const inventory = inventoryOf({ "/yarn.lock": text });

	assert.deepEqual(versionsOf(inventory), ["a@1.0.0"]);
});

for (const [path, text] of [
	["/package-lock.json", '{"lockfileVersion":3,"packages":{"node_modules/a":{"version":"1.0.0"},"node_modules/a":{"version":"2.0.0"}}}'],
	["/bun.lock", '{"lockfileVersion":1,"packages":{"a":["a@1.0.0",],"a":["a@2.0.0",],},}'],
	["/deno.lock", '{"version":"4","npm":{"a@1.0.0":{}},"npm":{"a@2.0.0":{}}}'],
] as const) {
	test(`${path} with a key twice is read by the last one, and said`, () => {
		const inventory = inventoryOf({ [path]: text });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["a@2.0.0"], ["file-malformed"]]);
		assert.match(inventory.coverage[0]?.message ?? "", / twice; the last one is read$/);
	});
}

test("npm's hidden lock in a folder that was moved is nobody's plan", () => {
	const inventory = inventoryOf({ "/srv/modules/.package-lock.json": testdata("npm", "hidden-package-lock.json") });

	assert.deepEqual(inventory, inventoryOf({}));
});

test("locks that packages carry inside them are nobody's plan", () => {
	const inventory = inventoryOf({ "/app/node_modules/a/package-lock.json": testdata("npm", "package-lock-v3.json") });

	assert.deepEqual(inventory.packages, []);
});

test("keys called __proto__ and constructor pollute nothing", () => {
	const json =
		'{"lockfileVersion":3,"packages":{"__proto__":{"polluted":1},"node_modules/__proto__":{"version":"1.0.0"},"node_modules/constructor":{"version":"1.0.0"}}}';
	const yaml =
		"lockfileVersion: '9.0'\n__proto__:\n  polluted: 1\npackages:\n  __proto__:\n    polluted: 1\n  constructor@1.0.0:\n    a: b\n";

	const npm = inventoryOf({ "/package-lock.json": json });
	const pnpm = inventoryOf({ "/pnpm-lock.yaml": yaml });

	assert.deepEqual(versionsOf(npm), ["__proto__@1.0.0", "constructor@1.0.0"]);
	assert.deepEqual(versionsOf(pnpm), ["constructor@1.0.0"]);
	assert.equal("polluted" in {}, false);
});

for (const [path, text] of [
	["/yarn.lock", "__metadata:\n  version: 8\n---\na: b\n"],
	["/package-lock.json", "{"],
	["/package-lock.json", "[]"],
	["/pnpm-lock.yaml", "packages: {}"],
	["/yarn.lock", "not a lock\n"],
	["/bun.lock", "{}"],
	["/bun.lock", '{"lockfileVersion":1,"packages":{"a":["a"]}}'],
	["/deno.lock", "{}"],
] as const) {
	test(`${path} that is ${JSON.stringify(text)} is said`, () => {
		const inventory = inventoryOf({ [path]: text });

		assert.deepEqual(codesOf(inventory), ["file-malformed"]);
		assert.equal(inventory.coverage[0]?.path, path);
	});
}

test("a lock that asks for 150,000 packages at once is read to its end", () => {
	const lines = Array.from({ length: 150_000 }, (_, index) => `      p${index}: 1.0.0\n`);
	const text = `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n${lines.join("")}packages:\n  a@1.0.0:\n    x: y\n`;

	const inventory = inventoryOf({ "/pnpm-lock.yaml": text });

	assert.deepEqual([versionsOf(inventory), inventory.coverage], [["a@1.0.0"], []]);
});

test("a workspace half a million folders deep costs nothing", () => {
	const dependencies = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`p${index}`, "1"]));
	const lock = {
		lockfileVersion: 3,
		packages: { "": {}, ["a/".repeat(500_000)]: { dependencies }, "node_modules/p1": { version: "1.0.0" } },
	};

	const inventory = inventoryOf({ "/package-lock.json": JSON.stringify(lock) });

	assert.deepEqual(versionsOf(inventory), ["p1@1.0.0"]);
});

/** What a package of a lock needs, as `name@version`. */
function needsOf(inventory: Inventory, key: string): string[] {
	const needing = inventory.packages.find(({ name, version }) => `${name}@${version}` === key);
	return inventory.packages.flatMap(({ purl, name, version }) => (needing?.dependsOn?.includes(purl) ? [`${name}@${version}`] : []));
}
