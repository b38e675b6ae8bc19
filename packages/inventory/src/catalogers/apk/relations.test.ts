import assert from "node:assert/strict";
import { test } from "node:test";
import { inventoryOf, namesOf, packageNamed, testdata } from "../../testing/inventory-of.ts";

const INSTALLED = "/lib/apk/db/installed";
const OTHERS = "P:x\nV:1\np:so:libx.so.1=1.2.3 cmd:x=1-r0\n\nP:y\nV:1\np:pc:y=1 /bin/sh\n\nP:z\nV:1\n";

const LISTS: readonly (readonly [title: string, list: string, needed: readonly string[]])[] = [
	["packages are needed by name, at any version", "x>=1 y<3 z~1.2", ["x", "y", "z"]],
	["libraries, commands, modules and paths are needed of who provides them", "so:libx.so.1 pc:y>=0.9", ["x", "y"]],
	["a command and a path", "cmd:x /bin/sh", ["x", "y"]],
	["what must not be there is not needed", "!x !y<2 z", ["z"]],
	["the package itself and what is absent are left out", "a=1 so:absent.so x", ["x"]],
];

for (const [title, list, needed] of LISTS) {
	test(title, () => {
		const inventory = inventoryOf({ [INSTALLED]: `P:a\nV:1\nD:${list}\n\n${OTHERS}` });

		assert.deepEqual(namesOf(inventory, packageNamed(inventory, "a").dependsOn), needed);
	});
}

test("who needs nothing is told apart from who needs what is unknown", () => {
	const inventory = inventoryOf({ [INSTALLED]: "P:a\nV:1\nD:!b =1 >\n\nP:b\nV:1\nD:so:absent.so\n" });

	assert.deepEqual([packageNamed(inventory, "a").dependsOn, packageNamed(inventory, "b").dependsOn], [[], undefined]);
});

test("the maintainer is the vendor", () => {
	const inventory = inventoryOf({ [INSTALLED]: testdata("apk", "installed") });

	assert.equal(packageNamed(inventory, "alpine-baselayout").vendor, "Natanael Copa <ncopa@alpinelinux.org>");
	assert.equal(packageNamed(inventory, "musl").vendor, undefined);
});
