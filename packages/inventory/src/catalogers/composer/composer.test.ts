import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits, digestOf } from "@plimsoll/core";
import { takeInventory } from "../../take-inventory.ts";
import { codesOf, inventoryOf, namesWhere, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { memoryTree } from "../../testing/memory-tree.ts";

const LOCK = testdata("composer", "composer.lock");
const INSTALLED = testdata("composer", "installed-v2.json");
const PROJECT = testdata("composer", "project.composer.json");
const LIST = "/app/vendor/composer/installed.json";
const EXPECTED = [
	"example/caulk@1.0.0",
	"example/hull@v1.2.0",
	"example/keel@2.0.1",
	"example/log@3.0.0",
	"example/mast@dev-master",
	"example/meta@1.0.0",
];
/** The folders of the packages that have one. */
const FOLDERS = Object.fromEntries(
	["caulk", "hull", "keel", "log", "mast"].map((name) => [`/app/vendor/example/${name}/x.php`, "<?php\n"]),
);

const LISTS = [
	["composer.lock", "/app/composer.lock", true],
	["installed-v2.json", LIST, true],
	["installed-v1.json", LIST, false],
] as const;

for (const [fixture, path, saysDevelopment] of LISTS) {
	test(`${fixture}: all packages, what is asked for and what is for development`, () => {
		const inventory = inventoryOf({ [path]: testdata("composer", fixture), "/app/composer.json": PROJECT });

		assert.deepEqual(inventory.coverage, []);
		assert.deepEqual(versionsOf(inventory), EXPECTED);
		assert.deepEqual(
			namesWhere(inventory, ({ direct }) => direct === false),
			["example/keel"],
		);
		assert.deepEqual(
			namesWhere(inventory, ({ development }) => development === true),
			saysDevelopment ? ["example/caulk"] : [],
		);
	});
}

test("a package has its purl, licences, hash and what it requires, through replaced and provided names too", () => {
	const inventory = inventoryOf({ "/app/composer.lock": LOCK });

	assert.deepEqual(packageNamed(inventory, "example/hull"), {
		purl: "pkg:composer/example/hull@v1.2.0",
		type: "composer",
		name: "example/hull",
		version: "v1.2.0",
		ecosystem: "Packagist",
		licenses: ["Apache-2.0", "MIT"],
		development: false,
		dependsOn: ["pkg:composer/example/keel@2.0.1", "pkg:composer/example/log@3.0.0"],
		hashes: [{ algorithm: "sha1", value: /"shasum": "([0-9a-f]{40})"/.exec(LOCK.toString())?.[1] }],
		locations: [{ path: "/app/composer.lock" }],
	});
	assert.deepEqual(packageNamed(inventory, "example/log").dependsOn, ["pkg:composer/example/keel@2.0.1"]);
});

test("names are in lower case, and Drupal's repository is said", () => {
	const lock = {
		packages: [
			{ name: "Example/Hull", version: "1.0", require: { "DRUPAL/Token": "*" } },
			{ name: "drupal/token", version: "1.11.0", "notification-url": "https://packages.drupal.org/8/downloads" },
			{ name: "drupal/core", version: "10.1.0", "notification-url": "https://packagist.org/downloads/" },
		],
	};

	const inventory = inventoryOf({ "/composer.lock": JSON.stringify(lock) });

	assert.deepEqual(
		inventory.packages.map(({ purl, ecosystem }) => [purl, ecosystem]),
		[
			["pkg:composer/drupal/core@10.1.0", "Packagist"],
			["pkg:composer/drupal/token@1.11.0", "Packagist:https://packages.drupal.org/8"],
			["pkg:composer/example/hull@1.0", "Packagist"],
		],
	);
	assert.deepEqual(packageNamed(inventory, "example/hull").dependsOn, ["pkg:composer/drupal/token@1.11.0"]);
});

test("in an image only installed packages whose folder is still there count", () => {
	const { "/app/vendor/example/keel/x.php": _, ...left } = FOLDERS;

	const inventory = inventoryOf({ [LIST]: INSTALLED, ...left }, { subject: "image" });

	assert.deepEqual(
		versionsOf(inventory),
		EXPECTED.filter((name) => !name.startsWith("example/keel")),
	);
});

test("in an image a lock counts only where its project has no list of what is installed", () => {
	const only = (files: Record<string, string | Buffer>): number => inventoryOf(files, { subject: "image" }).packages.length;
	const lock = { "/app/composer.lock": LOCK };
	const nothing = '{"packages":[]}';

	assert.equal(only(lock), 6);
	assert.equal(only({ ...lock, [LIST]: nothing }), 0);
	assert.equal(only({ ...lock, [LIST]: "{" }), 6);
	assert.equal(only({ ...lock, "/other/vendor/composer/installed.json": nothing }), 6);
	assert.equal(only({ ...lock, "/app/libs/composer/installed.json": nothing }), 6);
	const moved = { "/app/libs/composer/installed.json": nothing, "/app/composer.json": '{"config":{"vendor-dir":"libs/"}}' };
	assert.equal(only({ ...lock, ...moved }), 0);
	assert.equal(only({ ...lock, "/lib/apk/db/installed": "P:x\nV:1-r0\nF:app\nR:composer.lock\n" }), 1);
});

test("locks that packages carry inside them are nobody's plan", () => {
	const inventory = inventoryOf({ [LIST]: '{"packages":[]}', "/app/vendor/example/hull/composer.lock": LOCK });

	assert.deepEqual(inventory.packages, []);
});

test("a package came with the layer of its folder, not with the one that wrote the list last", () => {
	const layers = ["a", "b"].map((text) => ({ digest: digestOf(Buffer.from(text)), mediaType: "" }));
	const files = {
		[LIST]: { content: INSTALLED, layer: 1 },
		"/app/vendor/example/hull/composer.json": { content: "{}", layer: 0 },
		"/app/vendor/example/keel/composer.json": { content: "{}", layer: 1 },
	};

	const tree = memoryTree(files, layers);
	const inventory = takeInventory(tree, { subject: "image", limits: defaultLimits() });

	assert.deepEqual(packageNamed(inventory, "example/hull").locations, [{ path: LIST, layer: layers[0]?.digest }]);
	assert.deepEqual(packageNamed(inventory, "example/keel").locations, [{ path: LIST, layer: layers[1]?.digest }]);
});

test("a damaged entry costs itself, and keys called __proto__ pollute nothing", () => {
	const lock =
		'{"packages":[null,{"name":"a/b"},{"name":"a/b/c","version":"1"},{"name":"a/b","version":"1 2"},{"name":"__proto__/constructor","version":"1","require":{"__proto__":"1"}}]}';

	const inventory = inventoryOf({ "/composer.lock": lock });

	assert.deepEqual(versionsOf(inventory), ["__proto__/constructor@1"]);
	assert.deepEqual(codesOf(inventory), ["file-malformed", "file-malformed", "file-malformed", "file-malformed"]);
	assert.equal("polluted" in {}, false);
});

for (const [path, text] of [
	["/composer.lock", "{"],
	["/composer.lock", "[]"],
	["/vendor/composer/installed.json", '{"packages":{}}'],
	["/vendor/composer/installed.json", "7"],
] as const) {
	test(`${path} that is ${text} is said`, () => {
		assert.deepEqual(codesOf(inventoryOf({ [path]: text })), ["file-malformed"]);
	});
}

test("a project's file that is damaged costs only what it would have said", () => {
	const inventory = inventoryOf({ "/app/composer.lock": LOCK, "/app/composer.json": "{", "/tests/composer.json": "{" });

	assert.equal(inventory.packages.length, 6);
	assert.deepEqual(
		inventory.coverage.map(({ path }) => path),
		["/app/composer.json"],
	);
});
