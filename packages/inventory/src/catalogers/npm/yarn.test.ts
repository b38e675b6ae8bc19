import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, namesWhere, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { zipOf } from "../../testing/zip-of.ts";

const OS = { "/etc/os-release": "ID=debian\nVERSION_ID=12\n" };

const MANIFESTS = {
	"/app/package.json": JSON.stringify({
		dependencies: { "@babel/code-frame": "7.0.0", lodash3: "npm:lodash@3.10.1", minimist: "1.2.5", mkdirp: "0.5.1" },
		optionalDependencies: { fsevents: "1.2.13" },
		devDependencies: { debug: "2.6.8", ms: "2.0.0" },
	}),
	"/app/packages/inner/package.json": JSON.stringify({ dependencies: { "is-odd": "3.0.1" } }),
};

for (const fixture of ["yarn-classic.lock", "yarn-berry.lock"]) {
	test(`${fixture}: the manifests of project and members say what is direct and what for development`, () => {
		const inventory = inventoryOf({ "/app/yarn.lock": testdata("npm", fixture), ...MANIFESTS });

		assert.deepEqual(
			namesWhere(inventory, ({ direct }) => direct === true),
			["@babel/code-frame", "debug", "fsevents", "is-odd", "lodash", "minimist", "mkdirp", "ms"],
		);
		assert.deepEqual(
			namesWhere(inventory, ({ development }) => development === true),
			["debug", "ms"],
		);
	});
}

test("manifests of a project with a lock of its own, and broken ones, say nothing of a lock above", () => {
	const inventory = inventoryOf({
		"/app/yarn.lock": testdata("npm", "yarn-classic.lock"),
		"/app/package.json": '{"dependencies":{"minimist":"1.2.5"}}',
		"/app/broken/package.json": "{",
		"/app/odd/package.json": '{"dependencies":["ms"],"devDependencies":{"ms":2}}',
		"/app/other/package.json": '{"dependencies":{"debug":"2.6.8"}}',
		"/app/other/yarn.lock": "# yarn lockfile v1\n",
		"/app/node_modules/x/package.json": '{"dependencies":{"mkdirp":"0.5.1"}}',
	});

	assert.deepEqual(
		namesWhere(inventory, ({ direct }) => direct === true),
		["minimist"],
	);
});

test("yarn 1: a lock without integrity has the SHA-1 behind the address; entries may share a pattern", () => {
	const text = `a@^1:
  version "1.0.0"
  resolved "https://host/a.tgz#06e2ab19bdb535385559aabb5ba59729482800f8"
  dependencies:
    b "^2"

"b@^2", b@^2.1:
  version "2.1.0"
  resolved "https://host/b.tgz"
  optionalDependencies:
    "a" "^1"

a@^1:
  version "1.1.0"
`;

	const inventory = inventoryOf({ "/yarn.lock": text });

	assert.deepEqual(versionsOf(inventory), ["a@1.0.0", "a@1.1.0", "b@2.1.0"]);
	assert.deepEqual(packageNamed(inventory, "a").hashes, [{ algorithm: "sha1", value: "06e2ab19bdb535385559aabb5ba59729482800f8" }]);
	assert.deepEqual(packageNamed(inventory, "a").dependsOn, ["pkg:npm/b@2.1.0"]);
	assert.equal(packageNamed(inventory, "b").hashes, undefined);
});

test("yarn 1: a package is what its archive is of, whatever name it goes by", () => {
	const text = `a@^1:
  name a
  version "1.0.0"
  resolved "https://registry.yarnpkg.com/@fork/a/-/a-1.0.0.tgz#58868fc7224506236b5550d0c68357f0a874b84b"

b@^1:
  version "1.0.0"
  resolved "https://host/api/npm/npm/@fork%2fb/-/b-1.0.0.tgz"

c@^1:
  version "1.0.0"
  resolved "https://codeload.github.com/me/c/tar.gz/0123"
`;

	const inventory = inventoryOf({ "/yarn.lock": text });

	assert.deepEqual(versionsOf(inventory), ["@fork/a@1.0.0", "@fork/b@1.0.0", "c@1.0.0"]);
});

test("yarn 1: a lock of more lines than values are allowed is a limit", () => {
	const inventory = inventoryOf({ "/yarn.lock": 'a@1:\n  version "1"\n'.repeat(100) }, { limits: { maxValues: 100 } });

	assert.deepEqual([versionsOf(inventory), inventory.coverage[0]?.limit], [["a@1"], "maxValues"]);
});

const PNP = testdata("npm", "pnp-4.cjs").toString();
const STATE = PNP.slice(PNP.indexOf("'{") + 1, PNP.lastIndexOf("}'") + 1)
	.replaceAll("\\\n", "\n")
	.replaceAll("\\\\", "\\");
const LOADERS: readonly (readonly [title: string, files: Record<string, string>])[] = [
	["yarn 4's loader", { "/app/.pnp.cjs": PNP }],
	[
		"yarn 2's loader",
		{ "/app/.pnp.js": `return hydrateRuntimeState(${STATE.replace('"pnpZipBackend"', '"x": ["}",],\n"y"')}, {basePath});` },
	],
	["a state beside the loader", { "/app/.pnp.data.json": STATE, "/app/.pnp.cjs": "readFileSync('.pnp.data.json')" }],
];

for (const [title, files] of LOADERS) {
	test(`Plug'n'Play: ${title} says what is installed, who needs whom and what is direct`, () => {
		const inventory = inventoryOf(files);

		assert.deepEqual(inventory.coverage, []);
		assert.equal(inventory.packages.length, 44);
		for (const expected of ["@babel/code-frame@7.0.0", "debug@2.6.8", "fsevents@1.2.13", "lodash@3.10.1", "is-odd@3.0.1"]) {
			assert.ok(versionsOf(inventory).includes(expected), expected);
		}
		assert.deepEqual(packageNamed(inventory, "debug").dependsOn, ["pkg:npm/ms@2.0.0"]);
		assert.deepEqual(
			namesWhere(inventory, ({ direct }) => direct === true),
			["@babel/code-frame", "debug", "fsevents", "is-odd", "lodash", "minimist", "mkdirp", "ms"],
		);
	});
}

for (const [title, text, codes] of [
	["no state in it", "const x = 1;", ["reference-ignored"]],
	["a state that never ends", '\'{\\\n"packageRegistryData": [', ["reference-ignored"]],
	["a broken state", "'{\\\n]}'", ["file-malformed"]],
	["a state of something else", "'{\\\n}'", ["file-malformed"]],
	[
		"a package from an address",
		`'{\\\n"packageRegistryData": [["a", [["https://user:s3cret@host/a.tgz", {}]]], 1, [2, [3]]]}'`,
		["version-unresolved"],
	],
] as const) {
	test(`a Plug'n'Play loader with ${title} is said`, () => {
		const inventory = inventoryOf({ "/.pnp.cjs": text });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [[], codes]);
		assert.doesNotMatch(JSON.stringify(inventory), /s3cret/);
	});
}

const LOCK = 'planned@1:\n  version "1.0.0"\n';
const CACHED = {
	"/app/.yarn/cache/@s-a-b-npm-1.0.0-0123456789-0123456789.zip": zipOf([
		{ name: "node_modules/" },
		{ name: "node_modules/@s/a-b/test/package.json", content: "{" },
		{ name: "node_modules/@s/a-b/package.json", content: '{"name":"@s/a-b","version":"1.0.0","license":"MIT"}' },
	]),
};

test("in an image Plug'n'Play is what is installed: a yarn.lock and archives beside it are not asked", () => {
	const inventory = inventoryOf({ ...OS, ...CACHED, "/app/.pnp.cjs": PNP, "/app/yarn.lock": LOCK }, { subject: "image" });

	assert.deepEqual([inventory.packages.length, versionsOf(inventory).includes("planned@1.0.0"), inventory.coverage], [44, false, []]);
});

test("in an image with nothing else yarn's cache tells what is there", () => {
	const inventory = inventoryOf({ ...OS, ...CACHED }, { subject: "image" });

	assert.deepEqual(
		inventory.packages.map(({ purl, licenses, locations }) => [purl, licenses, locations]),
		[
			[
				"pkg:npm/%40s/a-b@1.0.0",
				["MIT"],
				[{ path: "/app/.yarn/cache/@s-a-b-npm-1.0.0-0123456789-0123456789.zip:node_modules/@s/a-b/package.json" }],
			],
		],
	);
	assert.deepEqual(inventory.coverage, []);
});

for (const [title, files] of [
	["a yarn.lock beside it", { "/app/yarn.lock": LOCK }],
	["an installed package beside it", { "/app/node_modules/x/package.json": '{"name":"x","version":"1.0.0"}' }],
] as const) {
	test(`in an image yarn's cache is not asked with ${title}`, () => {
		const inventory = inventoryOf({ ...OS, ...CACHED, ...files }, { subject: "image" });

		assert.ok(!versionsOf(inventory).includes("@s/a-b@1.0.0"));
		assert.equal(inventory.packages.length, 1);
	});
}

for (const [title, bytes, code] of [
	["no zip", Buffer.from("nothing of the kind"), "file-malformed"],
	["empty", zipOf([]), "file-malformed"],
	["of a broken manifest", zipOf([{ name: "node_modules/a/package.json", content: "{" }]), "file-malformed"],
	["of a manifest without a version", zipOf([{ name: "node_modules/a/package.json", content: '{"name":"a"}' }]), "file-malformed"],
	["larger than the limit", Buffer.alloc(20_000), "file-limit"],
] as const) {
	test(`an archive of yarn's cache that is ${title} is said`, () => {
		const inventory = inventoryOf(
			{ ...OS, "/app/.yarn/cache/a.zip": bytes },
			{ subject: "image", limits: { maxArchiveFileBytes: 10_000 } },
		);

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [[], [code]]);
	});
}
