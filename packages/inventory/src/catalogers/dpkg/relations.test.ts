import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, namesOf, packageNamed, testdata } from "../../testing/inventory-of.ts";

const STATUS = "/var/lib/dpkg/status";

function stanza(name: string, more: string, architecture: string = "amd64"): string {
	return `Package: ${name}\nStatus: install ok installed\nArchitecture: ${architecture}\nVersion: 1\n${more}\n\n`;
}

const FIELDS: readonly (readonly [title: string, fields: string, needed: readonly string[]])[] = [
	["versions and architectures are no part of a name", "Depends: x (>= 1:2~), y:any(<< 3),z:i386 [amd64] <!nocheck>", ["x", "y", "z"]],
	["of alternatives those count that are installed", "Depends: absent | x | y (= 1)", ["x", "y"]],
	["what has to be there before counts as well", "Pre-Depends: y\nDepends: x", ["x", "y"]],
	["what is provided counts as its provider", "Depends: virtual, other-virtual (= 2)", ["z"]],
	["names are told once, and never the package itself", "Depends: x, x (<< 9), a, own\nProvides: own", ["x"]],
	["empty parts are none", "Depends: , |, x,, ( , ", ["x"]],
	["a list goes on in the next line", "Depends: x,\n y\n\t, z\nDescription: d\n absent, a", ["x", "y", "z"]],
	["what is only recommended is not needed", "Recommends: y\nSuggests: z\nDepends: x", ["x"]],
];

for (const [title, fields, needed] of FIELDS) {
	test(title, () => {
		const others = stanza("x", "") + stanza("y", "") + stanza("z", "Provides: virtual (= 1), other-virtual");

		const inventory = inventoryOf({ [STATUS]: stanza("a", fields) + others });

		assert.deepEqual([namesOf(inventory, packageNamed(inventory, "a").dependsOn), inventory.packages.length], [needed, 4]);
	});
}

test("a package that is removed is needed by none", () => {
	const removed = "Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n";

	const inventory = inventoryOf({ [STATUS]: stanza("a", "Depends: gone") + removed });

	assert.equal(packageNamed(inventory, "a").dependsOn, undefined);
});

test("of two architectures a package needs its own", () => {
	const text = stanza("lib", "") + stanza("lib", "", "i386") + stanza("a", "Depends: lib", "i386") + stanza("b", "Depends: lib", "all");

	const inventory = inventoryOf({ [STATUS]: text });

	assert.deepEqual(packageNamed(inventory, "a").dependsOn, ["pkg:deb/debian/lib@1?arch=i386"]);
	assert.equal(packageNamed(inventory, "b").dependsOn?.length, 2);
});

test("packages of distroless images need each other, though each has its own file", () => {
	const inventory = inventoryOf({
		"/var/lib/dpkg/status.d/a": "Package: a\nVersion: 1\nDepends: b\n",
		"/var/lib/dpkg/status.d/b": "Package: b\nVersion: 1\n",
	});

	assert.deepEqual(packageNamed(inventory, "a").dependsOn, ["pkg:deb/debian/b@1"]);
});

test("a real status file tells who needs whom, and who maintains what", () => {
	const inventory = inventoryOf({ [STATUS]: testdata("dpkg", "status") });

	assert.ok(inventory.packages.every(({ vendor }) => /^\S.* <\S+@\S+>$/.test(vendor ?? "")));
	assert.ok(inventory.packages.some(({ dependsOn = [] }) => dependsOn.length > 0));
	assert.equal(packageNamed(inventory, "bash").vendor, "Matthias Klose <doko@debian.org>");
});

test("a maintainer without end is none", () => {
	const inventory = inventoryOf({ [STATUS]: stanza("a", `Maintainer: ${"x".repeat(600)}`) + stanza("b", "Maintainer:  B  ") });

	assert.deepEqual([packageNamed(inventory, "a").vendor, packageNamed(inventory, "b").vendor], [undefined, "B"]);
	assert.deepEqual(
		inventory.coverage.filter(({ code }) => code !== "operating-system-unknown"),
		[],
	);
});

test("names of an object's prototype are names as any other", () => {
	const inventory = inventoryOf({ [STATUS]: stanza("a", "Depends: __proto__, constructor, toString") + stanza("constructor", "") });

	assert.deepEqual(packageNamed(inventory, "a").dependsOn, ["pkg:deb/debian/constructor@1?arch=amd64"]);
});

test("lines after one beyond the limit do not go on with the field before", () => {
	const text = `${stanza("a", `Depends: x\nConflicts: ${"y".repeat(2000)}\n , z`)}${stanza("x", "")}${stanza("z", "")}`;

	const inventory = inventoryOf({ [STATUS]: text }, { limits: { maxLineBytes: 1000 } });

	assert.deepEqual(namesOf(inventory, packageNamed(inventory, "a").dependsOn), ["x"]);
	assert.ok(codesOf(inventory).includes("file-limit"));
});
