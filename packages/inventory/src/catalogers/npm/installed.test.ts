import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";
import type { MemoryFile } from "../../testing/memory-tree.ts";

const LOCK = JSON.stringify({ lockfileVersion: 3, packages: { "": {}, "node_modules/planned": { version: "1.0.0" } } });
const INSTALLED = '{"name":"installed","version":"2.0.0"}';
const OS = { "/etc/os-release": "ID=debian\nVERSION_ID=12\n" };

test("an installed package has its scope, licence and place", () => {
	const path = "/app/node_modules/@babel/code-frame/package.json";

	const inventory = inventoryOf({ [path]: testdata("npm", "babel-code-frame.package.json") });

	assert.deepEqual(inventory.packages, [
		{
			purl: "pkg:npm/%40babel/code-frame@7.0.0",
			type: "npm",
			name: "@babel/code-frame",
			version: "7.0.0",
			ecosystem: "npm",
			licenses: ["MIT"],
			locations: [{ path }],
		},
	]);
});

test("in an image every package.json with a name and a version counts, in a folder those in node_modules", () => {
	const files = {
		...OS,
		"/app/package.json": INSTALLED,
		"/app/node_modules/minimist/package.json": testdata("npm", "minimist.package.json"),
	};

	const image = inventoryOf(files, { subject: "image" });
	const folder = inventoryOf(files);

	assert.deepEqual(versionsOf(image), ["installed@2.0.0", "minimist@1.2.5"]);
	assert.deepEqual(versionsOf(folder), ["minimist@1.2.5"]);
});

test("settings without a name or a version are no package and no gap", () => {
	const inventory = inventoryOf({
		"/node_modules/a/package.json": '{"type":"module"}',
		"/node_modules/b/package.json": '{"name":["x"],"version":1}',
	});

	assert.deepEqual([inventory.packages, inventory.coverage], [[], []]);
});

test("a package.json that cannot be parsed is said, the others are read", () => {
	const inventory = inventoryOf({ "/node_modules/a/package.json": '{"name":', "/node_modules/b/package.json": `\ufeff${INSTALLED}` });

	assert.deepEqual(versionsOf(inventory), ["installed@2.0.0"]);
	assert.deepEqual([codesOf(inventory), inventory.coverage[0]?.path], [["file-malformed"], "/node_modules/a/package.json"]);
});

test("a parse error does not quote the file", () => {
	const inventory = inventoryOf({ "/node_modules/a/package.json": '{"token": s3cret}' });

	assert.doesNotMatch(inventory.coverage[0]?.message ?? "", /s3cret/);
});

test("old spellings of licences are read", () => {
	const inventory = inventoryOf({
		"/node_modules/a/package.json": '{"name":"a","version":"1.0.0","licenses":[{"type":"MIT"},{"type":"Apache-2.0"}]}',
		"/node_modules/b/package.json": '{"name":"b","version":"1.0.0","license":{"type":"ISC"}}',
	});

	assert.deepEqual(packageNamed(inventory, "a").licenses, ["MIT", "Apache-2.0"].sort());
	assert.deepEqual(packageNamed(inventory, "b").licenses, ["ISC"]);
});

test("the purl of an old name is in lower case, the name is not", () => {
	const inventory = inventoryOf({ "/node_modules/JSONStream/package.json": '{"name":"JSONStream","version":"1.3.5"}' });

	assert.deepEqual([inventory.packages[0]?.name, inventory.packages[0]?.purl], ["JSONStream", "pkg:npm/jsonstream@1.3.5"]);
});

const PLACES: readonly (readonly [title: string, files: Record<string, MemoryFile>, counts: boolean])[] = [
	["nothing is installed", { "/app/package-lock.json": LOCK }, true],
	["its own folder has something installed", { "/app/package-lock.json": LOCK, "/app/node_modules/x/package.json": INSTALLED }, false],
	["a folder above has something installed", { "/app/web/package-lock.json": LOCK, "/app/node_modules/x/package.json": INSTALLED }, false],
	["the root has something installed", { "/app/package-lock.json": LOCK, "/node_modules/x/package.json": INSTALLED }, false],
	["only another project has something installed", { "/app/package-lock.json": LOCK, "/opt/node_modules/x/package.json": INSTALLED }, true],
	["only a folder of a similar name has", { "/app/package-lock.json": LOCK, "/app2/node_modules/x/package.json": INSTALLED }, true],
	["node_modules holds no package", { "/app/package-lock.json": LOCK, "/app/node_modules/x/package.json": "{}" }, true],
	[
		"a package of the operating system brought it along",
		{
			"/app/package-lock.json": LOCK,
			"/var/lib/dpkg/status": "Package: node-app\nVersion: 1.0-1\nStatus: install ok installed\n",
			"/var/lib/dpkg/info/node-app.list": "/app/package-lock.json\n",
		},
		false,
	],
	[
		"its node_modules is a link to what is installed",
		{ "/app/package-lock.json": LOCK, "/app/node_modules": { link: "../srv/modules" }, "/srv/modules/x/package.json": INSTALLED },
		false,
	],
	[
		"node_modules of the root is a link to what is installed",
		{ "/app/package-lock.json": LOCK, "/node_modules": { link: "/srv/modules" }, "/srv/modules/x/package.json": INSTALLED },
		false,
	],
	[
		"node_modules is a link to a folder without packages",
		{
			"/app/package-lock.json": LOCK,
			"/app/node_modules": { link: "/srv/m" },
			"/srv/m/x": "",
			"/srv/l/x/package.json": INSTALLED,
			"/srv/n/x/package.json": INSTALLED,
		},
		true,
	],
	["node_modules is a link to nowhere", { "/app/package-lock.json": LOCK, "/app/node_modules": { link: "/srv/modules" } }, true],
	["npm's hidden lock has nothing beside it", { "/app/node_modules/.package-lock.json": LOCK }, true],
	[
		"npm's hidden lock names what was deleted",
		{ "/app/node_modules/.package-lock.json": LOCK, "/app/node_modules/x/package.json": INSTALLED },
		false,
	],
];

for (const [title, files, counts] of PLACES) {
	test(`in an image a lock ${counts ? "counts" : "does not count"} where ${title}`, () => {
		const inventory = inventoryOf({ ...OS, ...files }, { subject: "image" });

		assert.equal(versionsOf(inventory).includes("planned@1.0.0"), counts);
		assert.deepEqual(inventory.coverage, []);
	});

	test(`in a folder a lock counts where ${title}`, () => {
		const inventory = inventoryOf(files);

		assert.ok(versionsOf(inventory).includes("planned@1.0.0"));
	});
}
