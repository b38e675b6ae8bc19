import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { ndbDatabase, packageHeader } from "../../testing/rpm-header.ts";

const ALMA = { "/etc/os-release": 'ID="almalinux"\nVERSION_ID="9.4"\n' };
const OWNED = "/usr/lib/node_modules/plimtool/package.json";

const REAL: readonly (readonly [title: string, fixture: string, path: string])[] = [
	["SQLite", "rpmdb.sqlite.gz", "/var/lib/rpm/rpmdb.sqlite"],
	["NDB", "Packages.db.gz", "/usr/lib/sysimage/rpm/Packages.db"],
	["Berkeley DB", "Packages-little-endian.gz", "/var/lib/rpm/Packages"],
	["a big-endian machine's Berkeley DB", "Packages-big-endian.gz", "/usr/share/rpm/Packages"],
];

function unzipped(fixture: string): Buffer {
	return gunzipSync(testdata("rpm", fixture));
}

for (const [title, fixture, path] of REAL) {
	test(`a real database as ${title} gives every package, the key that rpm keeps as one too`, () => {
		const inventory = inventoryOf({ ...ALMA, [path]: unzipped(fixture) });

		assert.deepEqual(inventory.coverage, []);
		assert.deepEqual(versionsOf(inventory).sort(), [
			"gpg-pubkey@8483c65d-5ccc5b19",
			"longlist@0^20240101-1.el9_4",
			"plimtool-libs@2:1.4.0-3.el9",
			"plimtool-plugin@0:7.1-3.el9",
			"plimtool@2:1.4.0-3.el9",
		]);
	});

	test(`${title} says which files its packages own`, () => {
		const inventory = inventoryOf({ ...ALMA, [path]: unzipped(fixture), [OWNED]: '{"name":"plimtool","version":"1.4.0"}' });

		const npm = inventory.packages.find(({ type }) => type === "npm");
		assert.match(npm?.ownedBy ?? "", /^pkg:rpm\/almalinux\/plimtool@1\.4\.0-3\.el9\?/);
	});
}

test("a package has its purl, source, licence and place", () => {
	const inventory = inventoryOf({ ...ALMA, "/var/lib/rpm/rpmdb.sqlite": unzipped("rpmdb.sqlite.gz") });

	assert.deepEqual(packageNamed(inventory, "plimtool-libs"), {
		purl: "pkg:rpm/almalinux/plimtool-libs@1.4.0-3.el9?arch=x86_64&distro=almalinux-9.4&epoch=2&rpmmod=plimtool%3A1.4%3A820190208161620%3A9edba152",
		type: "rpm",
		name: "plimtool-libs",
		version: "2:1.4.0-3.el9",
		ecosystem: "AlmaLinux:9",
		architecture: "x86_64",
		vendor: "Plimsoll Tests",
		source: { name: "plimtool", version: "2:1.4.0-3.el9" },
		licenses: ["LGPL-2.1-or-later"],
		locations: [{ path: "/var/lib/rpm/rpmdb.sqlite" }],
		dependsOn: [],
	});
});

test("a source has the epoch of the package that shares its version, not that of any package built from it", () => {
	const inventory = inventoryOf({ ...ALMA, "/var/lib/rpm/rpmdb.sqlite": unzipped("rpmdb.sqlite.gz") });

	assert.deepEqual(packageNamed(inventory, "plimtool-plugin").source, { name: "plimtool", version: "2:1.4.0-3.el9" });
	assert.deepEqual(packageNamed(inventory, "longlist").source, { name: "longlist", version: "0^20240101-1.el9_4" });
});

test("one database under two names is read once", () => {
	const inventory = inventoryOf({
		...ALMA,
		"/usr/lib/sysimage/rpm/rpmdb.sqlite": unzipped("rpmdb.sqlite.gz"),
		"/var/lib/rpm": { link: "../../usr/lib/sysimage/rpm" },
	});

	assert.equal(inventory.packages.length, 5);
	assert.deepEqual(packageNamed(inventory, "longlist").locations, [{ path: "/usr/lib/sysimage/rpm/rpmdb.sqlite" }]);
});

test("without a known operating system a purl has no namespace", () => {
	const inventory = inventoryOf({ "/var/lib/rpm/Packages.db": unzipped("Packages.db.gz") });

	assert.equal(packageNamed(inventory, "longlist").purl, "pkg:rpm/longlist@0%5E20240101-1.el9_4?arch=noarch");
	assert.deepEqual(codesOf(inventory), ["operating-system-unknown"]);
});

test("what is in a file counts, not what it is called", () => {
	const inventory = inventoryOf({ ...ALMA, "/var/lib/rpm/Packages": unzipped("rpmdb.sqlite.gz") });

	assert.equal(inventory.packages.length, 5);
});

const NONE: readonly (readonly [title: string, content: string | Buffer, message: RegExp])[] = [
	["an empty file", "", /found nothing/],
	["a text", "no database", /found something else/],
	["an encrypted file", Buffer.alloc(8192, 0xa5), /found something else/],
	["the magic of SQLite alone", "SQLite format 3\0", /cut short within its header/],
	["the magic of NDB alone", "RpmP", /slots should take 0 bytes/],
	["the magic of Berkeley DB alone", Buffer.from("000000000000000000000000611506000900", "hex"), /cut short within its first page/],
];

for (const [title, content, message] of NONE) {
	test(`${title} in place of a database is said`, () => {
		const inventory = inventoryOf({ ...ALMA, "/var/lib/rpm/rpmdb.sqlite": content });

		assert.deepEqual(inventory.packages, []);
		assert.deepEqual(codesOf(inventory), ["file-malformed"]);
		assert.match(inventory.coverage[0]?.message ?? "", message);
	});
}

for (const [title, fixture, path] of REAL) {
	test(`${title} cut short gives what is left, and says so`, () => {
		const whole = unzipped(fixture);
		const inventory = inventoryOf({ ...ALMA, [path]: whole.subarray(0, Math.floor(whole.length * 0.4)) });

		assert.ok(inventory.coverage.length > 0);
		assert.deepEqual([...new Set(codesOf(inventory))], ["file-malformed"]);
	});
}

test("more packages than the limit are counted out", () => {
	const inventory = inventoryOf(
		{ ...ALMA, "/var/lib/rpm/rpmdb.sqlite": unzipped("rpmdb.sqlite.gz") },
		{ limits: { maxPackagesPerFile: 2 } },
	);

	assert.equal(inventory.packages.length, 2);
	assert.deepEqual(codesOf(inventory), ["file-limit"]);
});

test("paths of owned files cost no more than a limit, and no package", () => {
	const inventory = inventoryOf({ ...ALMA, "/var/lib/rpm/rpmdb.sqlite": unzipped("rpmdb.sqlite.gz") }, { limits: { maxKeptBytes: 500 } });

	assert.equal(inventory.packages.length, 5);
	assert.deepEqual(
		inventory.coverage.map(({ code, limit }) => [code, limit]),
		[["file-limit", "maxKeptBytes"]],
	);
});

test("a database of nothing but errors is left, and said", () => {
	const database = ndbDatabase([packageHeader("a", "1-1")]);
	const slots = Buffer.alloc(4096 * 64);
	database.copy(slots, 0, 0, 48);
	slots.writeUInt32LE(64, 12);

	const inventory = inventoryOf({ ...ALMA, "/var/lib/rpm/Packages.db": slots });

	assert.deepEqual(inventory.packages, []);
	assert.match(inventory.coverage[0]?.message ?? "", /10000 things are wrong with it; the rest was not read/);
	assert.deepEqual([...new Set(codesOf(inventory))], ["file-limit", "file-malformed"]);
});
