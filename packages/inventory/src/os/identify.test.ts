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
	["Red Hat by its major version, under its purl namespace", 'ID="rhel"\nVERSION_ID="9.3"\n', "Red Hat:enterprise_linux:9", "redhat"],
	["AlmaLinux by its major version", 'ID="almalinux"\nID_LIKE="rhel centos fedora"\nVERSION_ID="8.10"\n', "AlmaLinux:8", "almalinux"],
	["CentOS as without advisories", 'ID="centos"\nVERSION_ID="9"\n', undefined, "centos"],
	["Fedora as without advisories", "ID=fedora\nVERSION_ID=40\n", undefined, "fedora"],
	["Amazon Linux under its purl namespace", 'ID="amzn"\nVERSION_ID="2023"\n', undefined, "amazon"],
	["Oracle Linux under its purl namespace", 'ID="ol"\nVERSION_ID="9.4"\n', undefined, "oracle"],
	["SUSE by its service pack", 'ID="sles"\nVERSION_ID="15.5"\n', "SUSE:Linux Enterprise Server 15 SP5", "suse"],
	["SUSE before its first service pack", 'ID="sles"\nVERSION_ID="15"\n', "SUSE:Linux Enterprise Server 15", "suse"],
	["SUSE 16 by its minor version", 'ID="sles"\nVERSION_ID="16.0"\n', "SUSE:Linux Enterprise Server 16.0", "suse"],
	["SUSE Micro", 'ID="sle-micro"\nVERSION_ID="5.5"\n', "SUSE:Linux Enterprise Micro 5.5", "suse"],
	["openSUSE Leap", 'ID="opensuse-leap"\nID_LIKE="suse opensuse"\nVERSION_ID="15.6"\n', "openSUSE:Leap 15.6", "opensuse"],
	["openSUSE Tumbleweed without a release", 'ID="opensuse-tumbleweed"\nVERSION_ID="20240601"\n', "openSUSE:Tumbleweed", "opensuse"],
	["Photon OS", "ID=photon\nVERSION_ID=5.0\n", "Photon OS:5.0", "photon"],
	["Azure Linux", 'ID=azurelinux\nVERSION_ID="3.0"\n', "Azure Linux:3", "azurelinux"],
	["Mariner as the Azure Linux it became", 'ID=mariner\nVERSION_ID="2.0"\n', "Azure Linux:2", "mariner"],
	["Mageia", "ID=mageia\nVERSION_ID=9\n", "Mageia:9", "mageia"],
	["a long-term openEuler", 'ID="openEuler"\nVERSION_ID="24.03"\nVERSION="24.03 (LTS-SP1)"\n', "openEuler:24.03-LTS-SP1", "openeuler"],
	["any other openEuler", 'ID="openEuler"\nVERSION_ID="23.09"\nVERSION="23.09"\n', "openEuler:23.09", "openeuler"],
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
	[
		"/etc/SuSE-release",
		"SUSE Linux Enterprise Server 11 (x86_64)\nVERSION = 11\nPATCHLEVEL = 3\n",
		"SUSE:Linux Enterprise Server 11 SP3",
		"11.3",
	],
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
	const inventory = inventoryOf({
		"/etc/os-release": "ID=debian\nVERSION_ID=12\n",
		"/var/lib/pacman/local/bash-5.2-1/desc": "%NAME%\nbash\n",
	});

	assert.deepEqual(codesOf(inventory), ["database-unsupported"]);
	assert.equal(inventory.coverage[0]?.path, "/var/lib/pacman/local");
});

test("links that never end identify nothing", () => {
	const { operatingSystem } = inventoryOf({ "/etc/os-release": { link: "os-release" }, "/usr/lib/os-release": "=\n\0\n" });

	assert.equal(operatingSystem, undefined);
});
