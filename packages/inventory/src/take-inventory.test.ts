import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits, digestOf } from "@plimsoll/core";
import type { Cataloger } from "./cataloger.ts";
import { MAX_ENTRIES_PER_FILE } from "./coverage-collector.ts";
import { inventoryWants, takeInventory } from "./take-inventory.ts";
import { codesOf, inventoryOf, packageNamed, versionsOf } from "./testing/inventory-of.ts";
import { type MemoryFile, memoryTree } from "./testing/memory-tree.ts";
import { ndbDatabase, packageHeader } from "./testing/rpm-header.ts";

const MANIFEST = '{"name":"a","version":"1.0.0"}';
const LOCK = (flags: object): string =>
	JSON.stringify({ lockfileVersion: 3, packages: { "": {}, "node_modules/a": { version: "1.0.0", ...flags } } });

test("one purl is one package with every place it was seen at", () => {
	const inventory = inventoryOf({
		"/b/node_modules/a/package.json": MANIFEST,
		"/a/node_modules/a/package.json": MANIFEST,
		"/c/package-lock.json": LOCK({}),
	});

	assert.equal(inventory.packages.length, 1);
	assert.deepEqual(
		inventory.packages[0]?.locations.map(({ path }) => path),
		["/a/node_modules/a/package.json", "/b/node_modules/a/package.json", "/c/package-lock.json"],
	);
});

test("a package is for development only where every lock that speaks says so", () => {
	const everywhere = inventoryOf({ "/x/package-lock.json": LOCK({ dev: true }), "/x/node_modules/a/package.json": MANIFEST });
	const once = inventoryOf({ "/x/package-lock.json": LOCK({ dev: true }), "/y/package-lock.json": LOCK({}) });

	assert.equal(packageNamed(everywhere, "a").development, true);
	assert.equal(packageNamed(once, "a").development, false);
});

const BROUGHT: readonly (readonly [database: string, files: Record<string, MemoryFile>])[] = [
	[
		"dpkg",
		{
			"/var/lib/dpkg/status": {
				content: ["base", "added"].map((name) => `Package: ${name}\nStatus: install ok installed\nVersion: 1\n`).join("\n"),
				layer: 1,
			},
			"/var/lib/dpkg/info/base.list": { content: "/usr/bin/base\n", layer: 0 },
			"/var/lib/dpkg/info/added.list": { content: "/usr/bin/added\n", layer: 1 },
		},
	],
	[
		"apk",
		{
			"/lib/apk/db/installed": { content: "P:base\nV:1\nF:bin\nR:a\nR:b\nR:c\n\nP:added\nV:1\nF:bin\nR:d\n", layer: 1 },
			"/bin/a": { content: "somebody changed its mode", layer: 1 },
			"/bin/b": { content: "", layer: 0 },
			"/bin/c": { content: "", layer: 0 },
			"/bin/d": { content: "", layer: 1 },
		},
	],
	[
		"rpm",
		{
			"/usr/lib/sysimage/rpm/Packages.db": { content: rpmDatabase({ base: ["a", "b", "c", ""], added: ["d", ""] }), layer: 1 },
			"/bin/a": { content: "somebody changed its mode", layer: 1 },
			"/bin/b": { content: "", layer: 0 },
			"/bin/c": { content: "", layer: 0 },
			"/bin/d": { content: "", layer: 1 },
		},
	],
];

/** A database of packages by their name, with the files that each has in `/bin/`. */
function rpmDatabase(packages: Readonly<Record<string, readonly string[]>>): Buffer {
	return ndbDatabase(
		Object.entries(packages).map(([name, files]) => packageHeader(name, "1-1", { 1116: files.map(() => 0), 1117: files, 1118: ["/bin/"] })),
	);
}

for (const [database, files] of BROUGHT) {
	test(`${database}: a package is of the layer that brought it, not of the one that wrote the database last`, () => {
		const layers = ["one", "two"].map((text) => ({ digest: digestOf(text), mediaType: "x" }));

		const { packages } = takeInventory(memoryTree(files, layers), { subject: "image", limits: defaultLimits() });

		const layerOf = new Map(packages.map(({ name, locations }) => [name, locations[0]?.layer]));
		assert.deepEqual(
			layerOf,
			new Map([
				["added", digestOf("two")],
				["base", digestOf("one")],
			]),
		);
	});
}

test("a location names the layer that holds the file", () => {
	const layers = ["one", "two"].map((text) => ({ digest: digestOf(text), mediaType: "x" }));
	const tree = memoryTree(
		{ "/app/node_modules/a/package.json": { content: MANIFEST, layer: 1 }, "/app/node_modules/b/package.json": { content: "{", layer: 0 } },
		layers,
	);

	const inventory = takeInventory(tree, { subject: "directory", limits: defaultLimits() });

	assert.deepEqual(inventory.packages[0]?.locations, [{ path: "/app/node_modules/a/package.json", layer: digestOf("two") }]);
	assert.equal(inventory.coverage[0]?.layer, digestOf("one"));
});

const DPKG = {
	"/etc/os-release": "ID=debian\nVERSION_ID=12\n",
	"/var/lib/dpkg/status": "Package: node-a\nStatus: install ok installed\nArchitecture: all\nVersion: 1.0.0-1\n",
	"/var/lib/dpkg/info/node-a.list": "/.\n/lib\n/lib/nodejs/a/package.json\n",
};

test("a language package in a file of the operating system is owned, also where /lib is a link", () => {
	const inventory = inventoryOf({ ...DPKG, "/lib": { link: "usr/lib" }, "/usr/lib/nodejs/a/package.json": MANIFEST }, { subject: "image" });

	assert.equal(packageNamed(inventory, "a").ownedBy, packageNamed(inventory, "node-a").purl);
	assert.equal(packageNamed(inventory, "node-a").ownedBy, undefined);
});

test("a package that is also installed elsewhere is not owned", () => {
	const files = { ...DPKG, "/lib/nodejs/a/package.json": MANIFEST, "/app/node_modules/a/package.json": MANIFEST };

	const inventory = inventoryOf(files, { subject: "image" });

	assert.equal(packageNamed(inventory, "a").ownedBy, undefined);
});

test("a link to a file that is read anyway adds no place", () => {
	const inventory = inventoryOf({
		"/x/node_modules/a/package.json": MANIFEST,
		"/y/node_modules/a/package.json": { link: "/x/node_modules/a/package.json" },
	});

	assert.deepEqual(inventory.packages[0]?.locations, [{ path: "/x/node_modules/a/package.json" }]);
});

test("a link to a file of another name is read under its own", () => {
	const inventory = inventoryOf({ "/y/node_modules/a/package.json": { link: "../../data" }, "/y/data": MANIFEST });

	assert.deepEqual(inventory.packages[0]?.locations, [{ path: "/y/node_modules/a/package.json" }]);
});

test("a cataloger that throws costs its own packages only", () => {
	const broken: Cataloger = {
		id: "broken",
		version: 1,
		kind: "system",
		wants: () => false,
		catalog: () => {
			throw new RangeError("oops");
		},
	};
	const fine: Cataloger = {
		...broken,
		id: "fine",
		kind: "language",
		catalog: (context) => context.add({ purl: "pkg:x/a@1", type: "x", name: "a", version: "1", licenses: [], path: "/a" }),
	};

	const inventory = takeInventory(memoryTree({ "/a": "" }), { subject: "directory", limits: defaultLimits(), catalogers: [fine, broken] });

	assert.deepEqual(versionsOf(inventory), ["a@1"]);
	assert.deepEqual(codesOf(inventory), ["file-malformed"]);
	assert.match(inventory.coverage[0]?.message ?? "", /broken cataloger gave up.*oops/);
});

test("an inventory of a tree that follows no more links says so", () => {
	const tree = Object.assign(memoryTree({ "/a": "" }), { isSpent: true });

	const { coverage } = takeInventory(tree, { subject: "directory", limits: defaultLimits() });

	assert.deepEqual(
		coverage.map(({ code, limit }) => [code, limit]),
		[["link-loop", "maxLinkSteps"]],
	);
});

test("endless errors are counted, not listed", () => {
	const inventory = inventoryOf({ "/etc/os-release": "ID=debian\nVERSION_ID=12\n", "/var/lib/dpkg/status": "Package: x\n\n".repeat(1000) });

	assert.equal(inventory.coverage.length, MAX_ENTRIES_PER_FILE + 1);
	assert.match(inventory.coverage.at(-1)?.message ?? "", new RegExp(`: ${1000 - MAX_ENTRIES_PER_FILE} more`));
});

test("packages beyond the limit of a file are left out, and that is said", () => {
	const text = Array.from({ length: 50 }, (_, index) => `Package: p${index}\nVersion: 1\n\n`).join("");

	const inventory = inventoryOf(
		{ "/etc/os-release": "ID=debian\nVERSION_ID=12\n", "/var/lib/dpkg/status": text },
		{ limits: { maxPackagesPerFile: 10 } },
	);

	assert.equal(inventory.packages.length, 10);
	assert.deepEqual(
		inventory.coverage.map(({ code, limit }) => [code, limit]),
		[["file-limit", "maxPackagesPerFile"]],
	);
});

test("a status file of 200,000 stanzas is read to its end", () => {
	const text = Array.from({ length: 200_000 }, (_, index) => `Package: p${index}\nVersion: 1:2.${index}-1+b1\n\n`).join("");

	const inventory = inventoryOf({ "/etc/os-release": "ID=debian\nVERSION_ID=12\n", "/var/lib/dpkg/status": text });

	assert.deepEqual([inventory.packages.length, inventory.coverage], [200_000, []]);
});

test("what catalogers and identification need is wanted, and nothing else", () => {
	const wants = inventoryWants();

	const wanted = [
		"/etc/os-release",
		"/var/lib/dpkg/status",
		"/lib/apk/db/installed",
		"/a/package.json",
		"/a/uv.lock",
		"/s/x.dist-info/METADATA",
	];
	const unwanted = ["/etc/passwd", "/usr/bin/node", "/a/notes.txt", "/a/METADATA", "/package.jsonx"];
	assert.deepEqual(
		wanted.filter((path) => wants(path)),
		wanted,
	);
	assert.deepEqual(
		unwanted.filter((path) => wants(path)),
		[],
	);
});

test("the same files give the same inventory, whatever their order", () => {
	const files = {
		"/x/package-lock.json": LOCK({ dev: true, license: "MIT" }),
		"/y/package-lock.json": LOCK({ license: "ISC" }),
		"/requirements.txt": "a==1\nb\n",
	};

	const forwards = inventoryOf(files);
	const backwards = inventoryOf(Object.fromEntries(Object.entries(files).reverse()));

	assert.equal(JSON.stringify(forwards), JSON.stringify(backwards));
});
