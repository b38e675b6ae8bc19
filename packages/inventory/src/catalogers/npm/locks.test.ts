import assert from "node:assert/strict";
import { test } from "node:test";
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

test("the project and its workspaces are no packages, an alias is the package behind it", () => {
	assert.equal(expected.length, 24);
	assert.ok(expected.includes("lodash@3.10.1"));
	assert.ok(!expected.some((name) => name.startsWith("lodash3") || name.startsWith("@example/") || name.startsWith("example-app")));
});

test("npm's hidden lock says what is for development but not what is direct", () => {
	const inventory = inventoryOf({ "/app/node_modules/.package-lock.json": testdata("npm", "hidden-package-lock.json") });

	assert.equal(inventory.packages.length, 20);
	assert.equal(packageNamed(inventory, "ms").development, true);
	assert.equal(packageNamed(inventory, "ms").direct, undefined);
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
	["/package-lock.json", "{"],
	["/package-lock.json", "[]"],
	["/pnpm-lock.yaml", "packages: {}"],
	["/yarn.lock", "not a lock\n"],
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
