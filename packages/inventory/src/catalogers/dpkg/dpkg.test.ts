import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

const BOOKWORM = { "/etc/os-release": 'ID=debian\nVERSION_ID="12"\n' };
const STATUS = "/var/lib/dpkg/status";

function stanza(name: string, version: string, more: string = ""): string {
	return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n${more}\n`;
}

test("a real status file gives every installed package", () => {
	const inventory = inventoryOf({ ...BOOKWORM, [STATUS]: testdata("dpkg", "status") });

	assert.deepEqual(inventory.coverage, []);
	assert.equal(inventory.packages.length, 8);
	assert.ok(!versionsOf(inventory).some((version) => version.startsWith("removed-tool@")));
});

test("a package has its purl, source and place", () => {
	const text = stanza("bsdutils", "1:2.38.1-5+deb12u3", "Source: util-linux (2.38.1-5+deb12u3)\n");

	const inventory = inventoryOf({ ...BOOKWORM, [STATUS]: text });

	assert.deepEqual(inventory.packages, [
		{
			purl: "pkg:deb/debian/bsdutils@1%3A2.38.1-5%2Bdeb12u3?arch=amd64&distro=debian-12",
			type: "deb",
			name: "bsdutils",
			version: "1:2.38.1-5+deb12u3",
			ecosystem: "Debian:12",
			architecture: "amd64",
			source: { name: "util-linux", version: "2.38.1-5+deb12u3" },
			licenses: [],
			locations: [{ path: STATUS }],
			dependsOn: [],
		},
	]);
});

test("a source without a version has the package's", () => {
	const inventory = inventoryOf({ [STATUS]: stanza("libc6", "2.36-9", "Source: glibc\n") });

	assert.deepEqual(inventory.packages[0]?.source, { name: "glibc", version: "2.36-9" });
});

const STATES: readonly (readonly [status: string, present: boolean])[] = [
	["install ok installed", true],
	["hold ok installed", true],
	["deinstall ok installed", true],
	["install ok unpacked", true],
	["install reinstreq half-installed", true],
	["install ok half-configured", true],
	["install ok triggers-pending", true],
	["deinstall ok config-files", false],
	["purge ok not-installed", false],
];

for (const [status, present] of STATES) {
	test(`"${status}" ${present ? "counts" : "does not count"}`, () => {
		const inventory = inventoryOf({ [STATUS]: `Package: a\nStatus: ${status}\nVersion: 1\n` });

		assert.equal(inventory.packages.length, present ? 1 : 0);
	});
}

test("a stanza without a version costs itself", () => {
	const text = `${stanza("a", "1")}Package: broken\nStatus: install ok installed\n\n${stanza("c", "3")}`;

	const inventory = inventoryOf({ ...BOOKWORM, [STATUS]: text });

	assert.deepEqual(versionsOf(inventory), ["a@1", "c@3"]);
	assert.deepEqual(codesOf(inventory), ["file-malformed"]);
	assert.match(inventory.coverage[0]?.message ?? "", /\/status: stanza at line 6: no valid version of broken/);
});

test("NULs, garbage, latin-1 and CRLF cost the lines they are in", () => {
	const text = Buffer.concat([
		Buffer.from(stanza("a", "1").replaceAll("\n", "\r\n")),
		Buffer.from("\0\0\0\0\n\n"),
		Buffer.from("Maintainer: J\xf6rg\nPackage: b\nVersion: 2\nStatus: install ok installed\n", "latin1"),
	]);

	const inventory = inventoryOf({ ...BOOKWORM, [STATUS]: text });

	assert.deepEqual(versionsOf(inventory), ["a@1", "b@2"]);
	assert.deepEqual(codesOf(inventory), ["file-malformed", "file-malformed"]);
});

test("a line of 200 KB is read, one beyond the limit is said", () => {
	const long = stanza("a", "1", `Description: ${"x".repeat(200_000)}\n`);

	const whole = inventoryOf({ ...BOOKWORM, [STATUS]: long });
	const limited = inventoryOf({ ...BOOKWORM, [STATUS]: long }, { limits: { maxLineBytes: 1000 } });

	assert.deepEqual([versionsOf(whole), whole.coverage], [["a@1"], []]);
	assert.deepEqual(versionsOf(limited), ["a@1"]);
	assert.equal(limited.coverage[0]?.code, "file-limit");
	assert.equal(limited.coverage[0]?.limit, "maxLineBytes");
});

test("a field given twice is said, and the first one counts", () => {
	const inventory = inventoryOf({ ...BOOKWORM, [STATUS]: stanza("a", "1", "Version: 2\n") });

	assert.deepEqual(versionsOf(inventory), ["a@1"]);
	assert.deepEqual(codesOf(inventory), ["file-malformed"]);
});

test("control characters never become a name", () => {
	const inventory = inventoryOf({ ...BOOKWORM, [STATUS]: stanza("a\u001b[31m", "1") });

	assert.deepEqual(inventory.packages, []);
	assert.deepEqual(codesOf(inventory), ["file-malformed"]);
});

test("distroless images have a file per package, and their sums tell what they own", () => {
	const inventory = inventoryOf(
		{
			...BOOKWORM,
			"/var/lib/dpkg/status.d/python3": "Package: python3-requests\nVersion: 2.28.1\nArchitecture: all\n",
			"/var/lib/dpkg/status.d/python3.md5sums":
				"d41d8cd98f00b204e9800998ecf8427e  usr/lib/python3/dist-packages/requests.egg-info/PKG-INFO\n",
			"/usr/lib/python3/dist-packages/requests.egg-info/PKG-INFO": "Name: requests\nVersion: 2.28.1\n",
		},
		{ subject: "image" },
	);

	assert.deepEqual(inventory.coverage, []);
	assert.equal(packageNamed(inventory, "python3-requests").locations[0]?.path, "/var/lib/dpkg/status.d/python3");
	assert.equal(packageNamed(inventory, "requests").ownedBy, packageNamed(inventory, "python3-requests").purl);
});

test("licences come from machine-readable copyright files, through linked folders", () => {
	const copyright =
		"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: GPL-3+\n\nFiles: b\nLicense: MIT\n\nLicense: MIT\n Permission…\n";

	const inventory = inventoryOf({
		...BOOKWORM,
		[STATUS]: stanza("a", "1") + stanza("liba", "1") + stanza("prose", "1"),
		"/usr/share/doc/a/copyright": copyright,
		"/usr/share/doc/liba": { link: "a" },
		"/usr/share/doc/prose/copyright": "This is free software.\n",
	});

	assert.deepEqual(packageNamed(inventory, "a").licenses, ["GPL-3+", "MIT"]);
	assert.deepEqual(packageNamed(inventory, "liba").licenses, ["GPL-3+", "MIT"]);
	assert.deepEqual(packageNamed(inventory, "prose").licenses, []);
});

test("the database is found where a folder above it is a link", () => {
	const inventory = inventoryOf({ ...BOOKWORM, "/var": { link: "data" }, "/data/lib/dpkg/status": stanza("a", "1") });

	assert.deepEqual(versionsOf(inventory), ["a@1"]);
});

test("a file that only looks like the database is none", () => {
	const inventory = inventoryOf({ ...BOOKWORM, "/backup/var/lib/dpkg/status": stanza("a", "1") });

	assert.deepEqual(inventory.packages, []);
});
