import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf } from "../testing/inventory-of.ts";

const RELEASES: readonly (readonly [title: string, osRelease: string, ecosystem: string | undefined, namespace: string])[] = [
	["Debian by its major version", 'ID=debian\nVERSION_ID="12"\n', "Debian:12", "debian"],
	["Debian testing by its code name", "ID=debian\nVERSION_CODENAME=trixie\n", "Debian:13", "debian"],
	["Ubuntu of April in an even year as long-term", 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="22.04"\n', "Ubuntu:22.04:LTS", "ubuntu"],
	["Ubuntu of any other month without", 'ID=ubuntu\nVERSION_ID="23.10"\n', "Ubuntu:23.10", "ubuntu"],
	["Ubuntu of April in an odd year without", 'ID=ubuntu\nVERSION_ID="23.04"\n', "Ubuntu:23.04", "ubuntu"],
	["Alpine by its branch", "ID=alpine\nVERSION_ID=3.19.1\n", "Alpine:v3.19", "alpine"],
	["Alpine edge as without advisories", "ID=alpine\nVERSION_ID=3.20_alpha20240329\n", undefined, "alpine"],
	["Wolfi without a release", "ID=wolfi\nVERSION_ID=20230201\n", "Wolfi", "wolfi"],
	["Chainguard without a release", "ID=chainguard\nVERSION_ID=20230214\n", "Chainguard", "chainguard"],
	["Rocky Linux by its major version", 'ID="rocky"\nVERSION_ID="9.3"\n', "Rocky Linux:9", "rocky"],
	["Red Hat under its purl namespace", 'ID="rhel"\nVERSION_ID="9.3"\n', undefined, "redhat"],
	["an unknown distribution under its id", 'ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="21.3"\n', undefined, "linuxmint"],
];

for (const [title, osRelease, ecosystem, namespace] of RELEASES) {
	test(`os-release identifies ${title}`, () => {
		const { operatingSystem } = inventoryOf({ "/etc/os-release": osRelease });

		assert.equal(operatingSystem?.ecosystem, ecosystem);
		assert.equal(operatingSystem?.namespace, namespace);
	});
}

test("os-release is read through a link, quotes and noise", () => {
	const text =
		'\ufeff# comment\r\nnonsense\r\n=x\r\nID=\'debian\'\r\nPRETTY_NAME="Debian \\"12\\""\r\nVERSION_ID="12"\r\nID_LIKE="a b"\r\n';

	const inventory = inventoryOf({ "/etc/os-release": { link: "../usr/lib/os-release" }, "/usr/lib/os-release": text });

	assert.deepEqual(inventory.operatingSystem, {
		id: "debian",
		idLike: ["a", "b"],
		versionId: "12",
		name: 'Debian "12"',
		namespace: "debian",
		ecosystem: "Debian:12",
		path: "/etc/os-release",
	});
});

const FALLBACKS: readonly (readonly [path: string, text: string, ecosystem: string | undefined, versionId: string | undefined])[] = [
	["/usr/lib/os-release", "ID=debian\nVERSION_ID=11\n", "Debian:11", "11"],
	["/etc/debian_version", "12.5\n", "Debian:12", "12.5"],
	["/etc/debian_version", "forky/sid\n", "Debian:14", undefined],
	["/etc/alpine-release", "3.18.4\n", "Alpine:v3.18", "3.18.4"],
	["/etc/lsb-release", 'DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=20.04\nDISTRIB_DESCRIPTION="Ubuntu 20.04"\n', "Ubuntu:20.04:LTS", "20.04"],
	["/etc/redhat-release", "Rocky Linux release 8.9 (Green Obsidian)\n", "Rocky Linux:8", "8.9"],
	["/etc/redhat-release", "CentOS Linux release 7.9.2009 (Core)\n", undefined, "7.9.2009"],
];

for (const [path, text, ecosystem, versionId] of FALLBACKS) {
	test(`${path} identifies ${text.trim().split("\n")[0]}`, () => {
		const { operatingSystem } = inventoryOf({ [path]: text });

		assert.equal(operatingSystem?.ecosystem, ecosystem);
		assert.equal(operatingSystem?.versionId, versionId);
		assert.equal(operatingSystem?.path, path);
	});
}

test("Debian unstable takes its code name from debian_version", () => {
	const { operatingSystem } = inventoryOf({ "/etc/os-release": "ID=debian\n", "/etc/debian_version": "trixie/sid\n" });

	assert.equal(operatingSystem?.ecosystem, "Debian:13");
});

test("an operating system without advisories is said", () => {
	const inventory = inventoryOf({ "/etc/os-release": "ID=kali\nID_LIKE=debian\n" });

	assert.deepEqual(codesOf(inventory), ["operating-system-unknown"]);
	assert.match(inventory.coverage[0]?.message ?? "", /kali.*like debian/);
});

test("an image without any operating system is said, a folder is not", () => {
	const image = inventoryOf({ "/app": "binary" }, { subject: "image" });
	const folder = inventoryOf({ "/app": "binary" });

	assert.deepEqual(codesOf(image), ["operating-system-unknown"]);
	assert.deepEqual(folder.coverage, []);
});

test("a package database without a named operating system is said", () => {
	const inventory = inventoryOf({ "/var/lib/dpkg/status": "Package: a\nVersion: 1\n" });

	assert.deepEqual(codesOf(inventory), ["operating-system-unknown"]);
	assert.equal(inventory.packages[0]?.purl, "pkg:deb/debian/a@1");
});

test("a package database that nobody reads is lost content", () => {
	const inventory = inventoryOf({ "/etc/os-release": 'ID="rocky"\nVERSION_ID="9"\n', "/var/lib/rpm/rpmdb.sqlite": "SQLite format 3" });

	assert.deepEqual(codesOf(inventory), ["database-unsupported"]);
	assert.equal(inventory.coverage[0]?.path, "/var/lib/rpm/rpmdb.sqlite");
});

test("links that never end identify nothing", () => {
	const { operatingSystem } = inventoryOf({ "/etc/os-release": { link: "os-release" }, "/usr/lib/os-release": "=\n\0\n" });

	assert.equal(operatingSystem, undefined);
});
