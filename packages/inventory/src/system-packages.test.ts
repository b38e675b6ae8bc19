import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_NEEDS, MAX_PROVIDERS } from "./system-packages.ts";
import { codesOf, inventoryOf, packageNamed } from "./testing/inventory-of.ts";

const STATUS = "/var/lib/dpkg/status";
const DEBIAN = { "/etc/os-release": 'ID=debian\nVERSION_ID="12"\n' };

function stanzas(count: number, more: string): string {
	return Array.from({ length: count }, (_, index) => `Package: p${index}\nVersion: 1\n${more}\n`).join("\n");
}

/** As many names as one package may need, and some more. */
const TOO_MANY = Array.from({ length: MAX_NEEDS + 10 }, (_, index) => `p${index}`).join(",");

test("a package that needs too many others is said, and needs the first of them", () => {
	const text = `${stanzas(MAX_NEEDS + 10, "")}\nPackage: greedy\nVersion: 1\nDepends: ${TOO_MANY}\n`;

	const inventory = inventoryOf({ ...DEBIAN, [STATUS]: text });

	assert.equal(packageNamed(inventory, "greedy").dependsOn?.length, MAX_NEEDS);
	assert.deepEqual(codesOf(inventory), ["file-limit"]);
	assert.match(inventory.coverage[0]?.message ?? "", /greedy needs more than 5000 names/);
});

test("names that everybody provides and everybody needs stay within bounds", () => {
	const inventory = inventoryOf({ ...DEBIAN, [STATUS]: stanzas(3000, "Provides: v\nDepends: v") });

	assert.equal(inventory.packages.length, 3000);
	assert.ok(inventory.packages.every(({ dependsOn = [] }) => dependsOn.length <= MAX_PROVIDERS && dependsOn.length > 0));
	assert.deepEqual(inventory.coverage, []);
});

test("names and relations of all packages together are bounded, and none of the packages is lost", () => {
	const text = stanzas(500, "Depends: p1, p2, p3, p4, p5, p6, p7, p8, p9");

	const names = inventoryOf({ ...DEBIAN, [STATUS]: text }, { limits: { maxValues: 1000 } });
	const relations = inventoryOf({ ...DEBIAN, [STATUS]: text }, { limits: { maxValues: 5000 } });

	for (const inventory of [names, relations]) {
		const { packages, coverage } = inventory;
		assert.equal(packages.length, 500);
		assert.ok(packages.reduce((sum, { dependsOn = [] }) => sum + dependsOn.length, 0) <= 1000);
		assert.ok(coverage.some(({ code, limit }) => code === "file-limit" && limit === "maxValues"));
		assert.equal(packageNamed(inventory, "p499").dependsOn, undefined);
	}
});

test("a package whose needs were cut is not said to need nothing", () => {
	const inventory = inventoryOf({ ...DEBIAN, [STATUS]: stanzas(2, "Depends: p0, p1") }, { limits: { maxValues: 0 } });

	assert.deepEqual(
		inventory.packages.map(({ dependsOn }) => dependsOn),
		[undefined, undefined],
	);
});

test("packages beyond the limit of a file are neither kept nor needed", () => {
	const inventory = inventoryOf({ ...DEBIAN, [STATUS]: stanzas(20, "Depends: p1, p2, p19") }, { limits: { maxPackagesPerFile: 3 } });

	assert.equal(inventory.packages.length, 3);
	assert.deepEqual(packageNamed(inventory, "p0").dependsOn?.length, 2);
	assert.deepEqual(codesOf(inventory), ["file-limit"]);
});
