import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

const ALPINE = { "/etc/os-release": "ID=alpine\nVERSION_ID=3.19.1\n" };
const INSTALLED = "/lib/apk/db/installed";

test("a database gives every package", () => {
	const inventory = inventoryOf({ ...ALPINE, [INSTALLED]: testdata("apk", "installed") });

	assert.deepEqual(inventory.coverage, []);
	assert.deepEqual(versionsOf(inventory), [
		"alpine-baselayout-data@3.4.3-r2",
		"alpine-baselayout@3.4.3-r2",
		"musl@1.2.4-r2",
		"ssl_client@1.36.1-r5",
	]);
});

test("a package has its purl, licence, origin and place", () => {
	const inventory = inventoryOf({ ...ALPINE, [INSTALLED]: testdata("apk", "installed") });

	assert.deepEqual(packageNamed(inventory, "ssl_client"), {
		purl: "pkg:apk/alpine/ssl_client@1.36.1-r5?arch=x86_64&distro=alpine-3.19.1",
		type: "apk",
		name: "ssl_client",
		version: "1.36.1-r5",
		ecosystem: "Alpine:v3.19",
		architecture: "x86_64",
		source: { name: "busybox", version: "1.36.1-r5" },
		licenses: ["GPL-2.0-only"],
		locations: [{ path: INSTALLED }],
		dependsOn: ["pkg:apk/alpine/musl@1.2.4-r2?arch=x86_64&distro=alpine-3.19.1"],
	});
	assert.equal(packageNamed(inventory, "musl").source, undefined);
});

test("the database is one where /lib is a link to /usr/lib", () => {
	const inventory = inventoryOf({ ...ALPINE, "/lib": { link: "usr/lib" }, "/usr/lib/apk/db/installed": testdata("apk", "installed") });

	assert.deepEqual(packageNamed(inventory, "musl").locations, [{ path: "/usr/lib/apk/db/installed" }]);
});

test("a damaged record costs itself", () => {
	const text = "P:a\nV:1\n\nP:b\nno field\n\nP:c\nV:3\nA\n\nP:d\r\nV:4\r\n";

	const inventory = inventoryOf({ ...ALPINE, [INSTALLED]: text });

	assert.deepEqual(versionsOf(inventory), ["a@1", "c@3", "d@4"]);
	assert.deepEqual(codesOf(inventory), ["file-malformed", "file-malformed", "file-malformed"]);
	assert.match(inventory.coverage[1]?.message ?? "", /record at line 4: no valid version of b/);
});

test("a line beyond the limit is said and costs itself", () => {
	const text = `P:a\nV:1\np:${"x".repeat(2000)}\n\nP:b\nV:2\n`;

	const inventory = inventoryOf({ ...ALPINE, [INSTALLED]: text }, { limits: { maxLineBytes: 1000 } });

	assert.deepEqual(versionsOf(inventory), ["a@1", "b@2"]);
	assert.equal(inventory.coverage[0]?.limit, "maxLineBytes");
});

test("a package owns the files it lists", () => {
	const inventory = inventoryOf({
		...ALPINE,
		[INSTALLED]: "P:npm\nV:10.2.5-r0\nF:usr/lib/node_modules/npm\nR:package.json\n",
		"/usr/lib/node_modules/npm/package.json": '{"name":"npm","version":"10.2.5"}',
	});

	assert.equal(inventory.packages.find(({ type }) => type === "npm")?.ownedBy, "pkg:apk/alpine/npm@10.2.5-r0?distro=alpine-3.19.1");
});

test("what a database says of files costs no more than a limit, and none of its packages", () => {
	const text = `P:a\nV:1\nF:${"x".repeat(90)}\n${"R:y\n".repeat(100)}\nP:b\nV:2\nF:${"x".repeat(5000)}\nR:y\n`;

	const inventory = inventoryOf({ ...ALPINE, [INSTALLED]: text }, { limits: { maxKeptBytes: 1000 } });

	assert.deepEqual(versionsOf(inventory), ["a@1", "b@2"]);
	assert.deepEqual(
		inventory.coverage.map(({ code, limit }) => [code, limit]),
		[["file-limit", "maxKeptBytes"]],
	);
});
