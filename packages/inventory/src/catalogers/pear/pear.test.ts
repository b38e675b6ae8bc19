import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, testdata, versionsOf } from "../../testing/inventory-of.ts";

const REGISTRY = "/usr/share/php/.registry";

test("an entry gives its package", () => {
	const inventory = inventoryOf({ [`${REGISTRY}/plimtool.reg`]: testdata("pear", "plimtool.reg") });

	assert.deepEqual(inventory, {
		packages: [
			{
				purl: "pkg:pear/pear.example.org/Plim_Tool@1.4.5",
				type: "pear",
				name: "Plim_Tool",
				version: "1.4.5",
				licenses: ["New BSD License"],
				locations: [{ path: `${REGISTRY}/plimtool.reg` }],
			},
		],
		coverage: [],
	});
});

test("an extension of an old PECL names no channel, and its version is a text", () => {
	const entry = 'a:3:{s:7:"package";s:5:"redis";s:7:"version";s:5:"5.3.7";s:7:"license";s:3:"PHP";}';

	const inventory = inventoryOf({ [`${REGISTRY}/.channel.pecl.php.net/redis.reg`]: entry });

	assert.deepEqual([inventory.packages[0]?.purl, inventory.packages[0]?.licenses], ["pkg:pear/pecl.php.net/redis@5.3.7", ["PHP"]]);
});

test("keys called __proto__ pollute nothing", () => {
	const entry = 'a:3:{s:9:"__proto__";a:1:{s:8:"polluted";b:1;}s:4:"name";s:1:"a";s:7:"version";s:1:"1";}';

	const inventory = inventoryOf({ [`${REGISTRY}/a.reg`]: entry });

	assert.deepEqual(versionsOf(inventory), ["a@1"]);
	assert.equal("polluted" in {}, false);
});

for (const [what, entry, limit] of [
	["nothing", "", undefined],
	["a text that is longer than the file", 's:999999999:"a";', undefined],
	["an array that says it has more", "a:999999999:{i:0;i:1;", undefined],
	["an array of endless nothing", `a:999999999:{${"N;".repeat(1000)}`, undefined],
	["an array as a key", "a:1:{a:0:{}i:1;}", undefined],
	["an object", 'O:8:"stdClass":0:{}', undefined],
	["a reference", "a:1:{i:0;R:1;}", undefined],
	["a number that never ends", `i:${"1".repeat(100_000)}`, undefined],
	["nesting", "a:1:{i:0;".repeat(100_000), "maxDepth"],
	["an entry without a name", "a:0:{}", undefined],
] as const) {
	test(`${what} is refused`, () => {
		const inventory = inventoryOf({ [`${REGISTRY}/a.reg`]: entry });

		assert.deepEqual([codesOf(inventory), inventory.coverage[0]?.limit], [[limit === undefined ? "file-malformed" : "file-limit"], limit]);
	});
}
