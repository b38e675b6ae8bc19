import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, packageNamed, versionsOf } from "../../testing/inventory-of.ts";
import type { MemoryFile } from "../../testing/memory-tree.ts";

const OS = { "/etc/os-release": "ID=debian\nVERSION_ID=12\n" };

/** A `package.json` of version 1.0.0 unless said otherwise. */
function manifest(name: string, more: Readonly<Record<string, unknown>> = {}): string {
	return JSON.stringify({ name, version: "1.0.0", ...more });
}

function purls(...names: readonly string[]): string[] {
	return names.map((name) => `pkg:npm/${name.includes("@") ? name : `${name}@1.0.0`}`);
}

test("an installed package depends on what Node.js would find for it", () => {
	const inventory = inventoryOf({
		"/app/node_modules/a/package.json": manifest("a", { dependencies: { b: "1", c: "1", "@s/d": "1", missing: "1" } }),
		"/app/node_modules/a/node_modules/b/package.json": manifest("b", { version: "2.0.0", peerDependencies: { c: "*" } }),
		"/app/node_modules/b/package.json": manifest("b"),
		"/app/node_modules/@s/d/package.json": manifest("@s/d", { optionalDependencies: { b: "1" } }),
		"/node_modules/c/package.json": manifest("c", { dependencies: { a: "1" } }),
	});

	assert.deepEqual(
		packageNamed(inventory, "a").dependsOn,
		purls("%40s/d", "b@2.0.0", "c").map((purl) => purl.replace(/d$/, "d@1.0.0")),
	);
	assert.deepEqual(packageNamed(inventory, "@s/d").dependsOn, purls("b"));
	assert.deepEqual(
		inventory.packages.filter(({ name }) => name === "b").map(({ dependsOn }) => dependsOn),
		[undefined, purls("c")],
	);
	assert.equal(packageNamed(inventory, "c").dependsOn, undefined);
	assert.ok(inventory.packages.every(({ containedIn }) => containedIn === undefined));
});

test("pnpm's store: every package once, its needs found through links", () => {
	const store = "/app/node_modules/.pnpm";
	const inventory = inventoryOf(
		{
			...OS,
			"/app/pnpm-lock.yaml": "lockfileVersion: '9.0'\npackages:\n  planned@1.0.0:\n    a: b\n",
			"/app/node_modules/a": { link: ".pnpm/a@1.0.0/node_modules/a" },
			[`${store}/a@1.0.0/node_modules/a/package.json`]: manifest("a", { dependencies: { b: "1" } }),
			[`${store}/a@1.0.0/node_modules/b`]: { link: "../../b@1.0.0/node_modules/b" },
			[`${store}/b@1.0.0/node_modules/b/package.json`]: manifest("b"),
			[`${store}/lock.yaml`]: "lockfileVersion: '9.0'\npackages:\n  planned@2.0.0:\n    a: b\n",
		},
		{ subject: "image" },
	);

	assert.deepEqual(versionsOf(inventory), ["a@1.0.0", "b@1.0.0"]);
	assert.deepEqual(packageNamed(inventory, "a").dependsOn, purls("b"));
	assert.deepEqual(packageNamed(inventory, "a").locations, [{ path: `${store}/a@1.0.0/node_modules/a/package.json` }]);
});

const NPM = "/usr/lib/node_modules/npm";

for (const [title, field] of [
	["a list", { bundleDependencies: ["a"], dependencies: { a: "1", nested: "1" } }],
	["the other spelling", { bundledDependencies: ["a"], dependencies: { a: "1", nested: "1" } }],
	["true for all", { bundleDependencies: true, dependencies: { a: "1" } }],
] as const) {
	test(`what a package brings along by ${title}, and what that needs, is contained in it; what npm put there is not`, () => {
		const inventory = inventoryOf({
			[`${NPM}/package.json`]: manifest("npm", field),
			[`${NPM}/node_modules/a/package.json`]: manifest("a", { dependencies: { b: "1", c: "1" } }),
			[`${NPM}/node_modules/b/package.json`]: manifest("b", { dependencies: { a: "1" } }),
			[`${NPM}/node_modules/nested/package.json`]: manifest("nested"),
			"/usr/lib/node_modules/c/package.json": manifest("c"),
		});

		assert.deepEqual(
			inventory.packages.flatMap(({ name, containedIn }) => (containedIn === undefined ? [] : [[name, ...containedIn]])),
			[
				["a", ...purls("npm")],
				["b", ...purls("npm")],
			],
		);
	});
}

test("a copy in a package's own folder is contained in it, in a project's it is not", () => {
	const inventory = inventoryOf(
		{
			...OS,
			"/app/package.json": manifest("app"),
			"/app/packages/inner/package.json": manifest("inner"),
			"/app/node_modules/outer/package.json": manifest("outer"),
			"/app/node_modules/outer/vendor/copy/package.json": manifest("copy"),
			"/app/node_modules/outer/vendor/node_modules/other/package.json": manifest("other"),
		},
		{ subject: "image" },
	);

	assert.deepEqual(versionsOf(inventory), ["app@1.0.0", "copy@1.0.0", "inner@1.0.0", "other@1.0.0", "outer@1.0.0"]);
	assert.deepEqual(packageNamed(inventory, "copy").containedIn, purls("outer"));
	assert.deepEqual(packageNamed(inventory, "other").containedIn, purls("outer"));
	assert.deepEqual([packageNamed(inventory, "inner").containedIn, packageNamed(inventory, "outer").containedIn], [undefined, undefined]);
});

test("a second manifest of a package, for another kind of modules, makes it part of nothing", () => {
	const inventory = inventoryOf({
		"/app/node_modules/a/package.json": manifest("a", { dependencies: { a: "1" } }),
		"/app/node_modules/a/dist/esm/package.json": manifest("a"),
	});

	assert.deepEqual([packageNamed(inventory, "a").containedIn, packageNamed(inventory, "a").dependsOn], [undefined, undefined]);
});

for (const [title, lock] of [
	[
		"2 and 3",
		{
			lockfileVersion: 3,
			packages: {
				"": { dependencies: { npm: "1" } },
				"node_modules/npm": { version: "1.0.0" },
				"node_modules/npm/node_modules/a": { version: "1.0.0", inBundle: true },
				"node_modules/npm/node_modules/a/node_modules/b": { version: "1.0.0", inBundle: true },
				"node_modules/npm/node_modules/c": { version: "1.0.0" },
				"node_modules/own": { version: "1.0.0", inBundle: true },
			},
		},
	],
	[
		"1",
		{
			lockfileVersion: 1,
			dependencies: {
				npm: {
					version: "1.0.0",
					dependencies: {
						a: { version: "1.0.0", bundled: true, dependencies: { b: { version: "1.0.0", bundled: true } } },
						c: { version: "1.0.0" },
					},
				},
				own: { version: "1.0.0", bundled: true },
			},
		},
	],
] as const) {
	test(`a package-lock of version ${title} says what is bundled`, () => {
		const inventory = inventoryOf({ "/package-lock.json": JSON.stringify(lock) });

		assert.deepEqual(
			inventory.packages.map(({ name, containedIn }) => [name, containedIn]),
			[
				["a", purls("npm")],
				["b", purls("npm")],
				["c", undefined],
				["npm", undefined],
				["own", undefined],
			],
		);
	});
}

const BROKEN: readonly (readonly [title: string, path: string, above: Record<string, MemoryFile>, code: string])[] = [
	["at the top of a package", "/app/node_modules/a/package.json", {}, "file-malformed"],
	["at the top of a package with a scope", "/app/node_modules/@s/a/package.json", {}, "file-malformed"],
	["among a package's tests", "/app/node_modules/a/test/package.json", {}, "stray-malformed"],
	["below a scope", "/app/node_modules/@s/a/test/package.json", {}, "stray-malformed"],
	["at the top of a project", "/app/package.json", {}, "file-malformed"],
	["below another manifest", "/app/test/data/package.json", { "/app/package.json": "{}" }, "stray-malformed"],
];

for (const [title, path, above, code] of BROKEN) {
	test(`in an image a broken package.json ${title} is ${code === "file-malformed" ? "lost" : "a note"}`, () => {
		const inventory = inventoryOf({ ...OS, ...above, [path]: '{"name": ' }, { subject: "image" });

		assert.deepEqual(codesOf(inventory), [code]);
		assert.equal(inventory.coverage[0]?.path, path);
	});
}

test("packages that need each other in endless folders cost no time without end", () => {
	const names = Array.from({ length: 60 }, (_, index) => `missing${index}`);
	const dependencies = Object.fromEntries(names.map((name) => [name, "1"]));
	const files: Record<string, string> = {};
	let folder = "";
	for (let depth = 0; depth < 100; depth++) {
		folder += "/node_modules/a";
		files[`${folder}/package.json`] = manifest("a", { dependencies, bundleDependencies: true });
	}

	const inventory = inventoryOf(files);

	assert.deepEqual(versionsOf(inventory), ["a@1.0.0"]);
});
