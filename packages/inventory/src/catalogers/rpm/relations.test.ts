import assert from "node:assert/strict";
import { test } from "node:test";
import { inventoryOf, namesOf, packageNamed } from "../../testing/inventory-of.ts";
import { ndbDatabase, packageHeader, type RpmTag } from "../../testing/rpm-header.ts";
import { TAGS } from "./tags.ts";

const DATABASE = "/var/lib/rpm/Packages.db";
const LIBC = packageHeader("libc", "1-1", { [TAGS.provideNames]: ["libc", "libc.so.6()(64bit)", "config(libc)"] });
const SHELL = packageHeader("shell", "1-1", { [TAGS.provideNames]: ["/bin/sh"] });

const REQUIRED: readonly (readonly [title: string, requires: RpmTag, needed: readonly string[] | undefined])[] = [
	["packages, libraries and provided paths", ["libc", "libc.so.6()(64bit)", "/bin/sh"], ["libc", "shell"]],
	["features of rpm and its own configuration are nobody's", ["rpmlib(CompressedFileNames)", "config(a)"], []],
	["another's configuration is needed of it", ["config(libc)"], ["libc"]],
	["what nobody provides is unknown", ["/usr/bin/absent"], undefined],
	["what it provides itself is not needed", ["a", "capability"], []],
];

for (const [title, requires, needed] of REQUIRED) {
	test(title, () => {
		const a = packageHeader("a", "1-1", { [TAGS.requireNames]: requires, [TAGS.provideNames]: ["capability"] });

		const inventory = inventoryOf({ [DATABASE]: ndbDatabase([a, LIBC, SHELL]) });

		const { dependsOn } = packageNamed(inventory, "a");
		assert.deepEqual(dependsOn === undefined ? undefined : namesOf(inventory, dependsOn), needed);
	});
}

test("a list of requirements that is none is said, and costs no package", () => {
	const a = packageHeader("a", "1-1", { [TAGS.requireNames]: { type: 8, offset: 0, count: 0x7fff_ffff } });

	const inventory = inventoryOf({ [DATABASE]: ndbDatabase([a, LIBC]) });

	assert.equal(inventory.packages.length, 2);
	assert.match(inventory.coverage.map(({ message }) => message).join("\n"), /tag 1049 has more than 1000000 values/);
});
