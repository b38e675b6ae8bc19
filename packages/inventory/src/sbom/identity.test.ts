import assert from "node:assert/strict";
import { test } from "node:test";
import { cycloneDx, onlyPackage, readDocument } from "../testing/sbom.ts";

const SYSTEM = { type: "operating-system", name: "debian", version: "12.5" };

/** The one package of a component, beside an operating system. */
function packageOf(component: object, system: object = SYSTEM): ReturnType<typeof onlyPackage> {
	return onlyPackage(readDocument(cycloneDx([system, { type: "library", ...component }])));
}

const ECOSYSTEMS: readonly (readonly [purl: string, ecosystem: string | undefined])[] = [
	["pkg:npm/%40std/bytes@1.0.2?repository_url=https%3A%2F%2Fjsr.io", undefined],
	["pkg:npm/left-pad@1.0.0?repository_url=https%3A%2F%2Fnpm.example.org", "npm"],
	["pkg:deb/debian/a@1?distro=debian-12.5", "Debian:12"],
	["pkg:deb/debian/a@1?distro=bookworm", "Debian:12"],
	["pkg:deb/debian/a@1", "Debian:12"],
	["pkg:deb/ubuntu/a@1?distro=ubuntu-22.04", "Ubuntu:22.04:LTS"],
	["pkg:deb/ubuntu/a@1", undefined],
	["pkg:apk/alpine/a@1?distro=alpine-3.19.1", "Alpine:v3.19"],
	["pkg:apk/alpine/a@1?distro=3.19.1", "Alpine:v3.19"],
	["pkg:apk/wolfi/a@1", "Wolfi"],
	["pkg:apk/chainguard/a@1?distro=20230214", "Chainguard"],
	["pkg:rpm/redhat/a@1?distro=rhel-9.3", "Red Hat:enterprise_linux:9"],
	["pkg:rpm/redhat/a@1?distro=redhat-8.9", "Red Hat:enterprise_linux:8"],
	["pkg:rpm/rocky/a@1?distro=rocky-9.3", "Rocky Linux:9"],
	["pkg:rpm/alma/a@1?distro=alma-8.5", "AlmaLinux:8"],
	["pkg:rpm/opensuse/a@1?distro=opensuse-leap-15.5", "openSUSE:Leap 15.5"],
	["pkg:rpm/opensuse/a@1?distro=opensuse.leap-15.5", "openSUSE:Leap 15.5"],
	["pkg:rpm/suse/a@1?distro=sles-15.5", "SUSE:Linux Enterprise Server 15 SP5"],
	["pkg:rpm/fedora/a@1?distro=fedora-39", undefined],
	["pkg:cargo/a@1", "crates.io"],
	["pkg:gem/a@1", "RubyGems"],
	["pkg:composer/a/b@1", "Packagist"],
	["pkg:nuget/A@1", "NuGet"],
	["pkg:golang/a/b@v1.0.0", "Go"],
	["pkg:golang/a/b@(devel)", undefined],
	["pkg:maven/g/a@1", "Maven"],
	["pkg:maven/a@1", undefined],
	["pkg:bitnami/redis@7.2.4-0?arch=amd64", "Bitnami"],
	["pkg:hex/a@1", "Hex"],
	["pkg:generic/a@1", undefined],
	["pkg:constructor/a@1", undefined],
];

for (const [purl, ecosystem] of ECOSYSTEMS) {
	test(`${purl} is of ${ecosystem ?? "no ecosystem"}`, () => {
		assert.equal(packageOf({ name: "a", purl }).ecosystem, ecosystem);
	});
}

const NAMES: readonly (readonly [component: object, name: string, version: string, purl: string])[] = [
	[{ group: "@babel", name: "core", purl: "pkg:npm/%40babel/core@7.0.0" }, "@babel/core", "7.0.0", "pkg:npm/%40babel/core@7.0.0"],
	[{ name: "JSONStream", version: "1.0.0", purl: "pkg:npm/JSONStream@1.0.0" }, "JSONStream", "1.0.0", "pkg:npm/jsonstream@1.0.0"],
	[{ name: "Foo_Bar", version: "1.0", purl: "pkg:pypi/Foo_Bar@1.0" }, "foo-bar", "1.0", "pkg:pypi/foo-bar@1.0"],
	[
		{ name: "log4j-core", purl: "pkg:maven/org.apache/log4j-core@2.0" },
		"org.apache:log4j-core",
		"2.0",
		"pkg:maven/org.apache/log4j-core@2.0",
	],
	[
		{ name: "github.com/BurntSushi/toml", purl: "pkg:golang/github.com/BurntSushi/toml@v1.0.0" },
		"github.com/BurntSushi/toml",
		"1.0.0",
		"pkg:golang/github.com/burntsushi/toml@v1.0.0",
	],
	[{ name: "stdlib", version: "go1.21.0", purl: "pkg:golang/stdlib" }, "stdlib", "1.21.0", "pkg:golang/stdlib@go1.21.0"],
	// Trivy has a Debian epoch in a qualifier, Syft that of an rpm in the version.
	[{ name: "zlib1g", version: "1:1.2", purl: "pkg:deb/debian/zlib1g@1.2?epoch=1" }, "zlib1g", "1:1.2", "pkg:deb/debian/zlib1g@1%3A1.2"],
	[{ name: "bash", version: "2:5-1", purl: "pkg:rpm/redhat/bash@5-1" }, "bash", "2:5-1", "pkg:rpm/redhat/bash@5-1?epoch=2"],
	[{ name: "bash", purl: "pkg:rpm/redhat/bash@2:5-1" }, "bash", "2:5-1", "pkg:rpm/redhat/bash@5-1?epoch=2"],
	[{ name: "bash", purl: "pkg:rpm/redhat/bash@5-1?epoch=0" }, "bash", "0:5-1", "pkg:rpm/redhat/bash@5-1?epoch=0"],
	[{ name: "bash", version: "5-1", purl: "pkg:rpm/redhat/bash@5-1" }, "bash", "5-1", "pkg:rpm/redhat/bash@5-1"],
	// Without a purl.
	[{ name: "a thing", version: "1.0" }, "a thing", "1.0", "pkg:generic/a%20thing@1.0"],
	[{ name: "@a/b", version: "1", properties: [{ name: "syft:package:type", value: "npm" }] }, "@a/b", "1", "pkg:npm/%40a/b@1"],
	[
		{ group: "g", name: "a", version: "1", properties: [{ name: "syft:package:type", value: "java-archive" }] },
		"g:a",
		"1",
		"pkg:maven/g/a@1",
	],
	[{ name: "a", version: "1", properties: [{ name: "syft:package:type", value: "deb" }] }, "a", "1", "pkg:deb/debian/a@1"],
];

for (const [component, name, version, purl] of NAMES) {
	test(`${JSON.stringify(component)} is ${purl}`, () => {
		const found = packageOf(component);

		assert.deepEqual([found.name, found.version, found.purl], [name, version, purl]);
	});
}

const SOURCES: readonly (readonly [what: string, component: object, source: readonly [string, string] | undefined])[] = [
	["Syft's qualifier of a deb", { purl: "pkg:deb/debian/a@1-2%2Bb1?upstream=src%401-2" }, ["src", "1-2"]],
	["Syft's qualifier without a version", { purl: "pkg:deb/debian/a@1-2?upstream=src" }, ["src", "1-2"]],
	["Syft's qualifier of an apk", { purl: "pkg:apk/alpine/libssl3@3.1.4-r0?upstream=openssl" }, ["openssl", "3.1.4-r0"]],
	["Syft's qualifier of an rpm", { purl: "pkg:rpm/redhat/a@1-2?epoch=1&upstream=src-1-2.src.rpm" }, ["src", "1:1-2"]],
	["a source that is the package itself", { purl: "pkg:deb/debian/a@1-2?upstream=a" }, undefined],
	["nothing", { purl: "pkg:deb/debian/a@1-2" }, undefined],
	[
		"Trivy's properties",
		{
			purl: "pkg:deb/debian/a@2-2",
			properties: Object.entries({ SrcName: "src", SrcVersion: "1", SrcRelease: "3", SrcEpoch: "2" }).map(([name, value]) => ({
				name: `aquasecurity:trivy:${name}`,
				value,
			})),
		},
		["src", "2:1-3"],
	],
];

for (const [what, component, source] of SOURCES) {
	test(`the source package out of ${what}`, () => {
		const found = packageOf({ name: "a", ...component }).source;

		assert.deepEqual(found === undefined ? undefined : [found.name, found.version], source);
	});
}

test("the system is told by packages where nothing else tells it", () => {
	const purls = ["pkg:deb/debian/a@1?distro=debian-11", "pkg:deb/debian/b@1?distro=debian-12", "pkg:deb/debian/c@1?distro=debian-12"];

	const { operatingSystem } = readDocument(cycloneDx(purls.map((purl) => ({ type: "library", name: purl, purl }))));

	assert.deepEqual([operatingSystem?.id, operatingSystem?.ecosystem, operatingSystem?.path], ["debian", "Debian:12", undefined]);
});

const BAD: readonly (readonly [what: string, component: object, code: string, purl: string | undefined])[] = [
	["a purl that is none", { name: "a", version: "1", purl: "lodash" }, "file-malformed", "pkg:generic/a@1"],
	["no name", { version: "1" }, "file-malformed", undefined],
	["a name of control characters", { name: "a\u001b[2J", version: "1" }, "file-malformed", undefined],
	["no version", { name: "a", purl: "pkg:npm/a" }, "version-unresolved", undefined],
	["a version that Syft does not know", { name: "a", version: "UNKNOWN", purl: "pkg:npm/a@UNKNOWN" }, "version-unresolved", undefined],
	["a version with white space", { name: "a", version: "1 2", purl: "pkg:npm/a" }, "file-malformed", undefined],
];

for (const [what, component, code, purl] of BAD) {
	test(`${what} costs one entry`, () => {
		const good = { type: "library", name: "b", version: "1", purl: "pkg:npm/b@1" };

		const { packages, coverage } = readDocument(cycloneDx([{ type: "library", ...component }, good]));

		assert.deepEqual(
			packages.map((one) => one.purl),
			[...(purl === undefined ? [] : [purl]), "pkg:npm/b@1"],
		);
		assert.ok(coverage.some((entry) => entry.code === code));
	});
}

test("packages of a system without advisories are said not to be matched", () => {
	const purls = ["pkg:rpm/fedora/a@1?distro=fedora-39", "pkg:rpm/fedora/b@1?distro=fedora-39", "pkg:deb/debian/c@1?distro=debian-12"];

	const { coverage } = readDocument(cycloneDx(purls.map((purl) => ({ type: "library", name: purl, purl }))));

	const message = `no ecosystem of advisories is known for the operating system of "${purls[0]}" (and 1 more); not matched`;
	assert.deepEqual(coverage, [{ code: "operating-system-unknown", message }]);
});

test("the epoch of a source is that of the package that has its version", () => {
	const properties = (epoch: string): object[] =>
		Object.entries({ SrcName: "src", SrcVersion: "1", SrcRelease: "1", SrcEpoch: epoch }).map(([name, value]) => ({
			name: `aquasecurity:trivy:${name}`,
			value,
		}));
	const components = [
		{ type: "library", name: "plugin", purl: "pkg:rpm/alma/plugin@7-1?distro=alma-9.3", properties: properties("0") },
		{ type: "library", name: "src", purl: "pkg:rpm/alma/src@1-1?epoch=2&distro=alma-9.3", properties: properties("2") },
	];

	const { packages } = readDocument(cycloneDx(components));

	assert.deepEqual(
		packages.map(({ source }) => source?.version),
		["2:1-1", "2:1-1"],
	);
});

for (const name of ["", "none", "\u001b[2J", "x".repeat(100_000), "__proto__"]) {
	test(`${JSON.stringify(name.slice(0, 20))} is no operating system`, () => {
		assert.equal(readDocument(cycloneDx([{ type: "operating-system", name, version: "1" }])).operatingSystem, undefined);
	});
}

test("packages without a purl are said not to be matched, and those of types that no advisory knows", () => {
	const components = [
		{ type: "library", name: "a", version: "1" },
		{ type: "library", name: "b", version: "1", purl: "pkg:none/b@1" },
	];

	const { coverage } = readDocument(cycloneDx(components));

	const message = 'no package URL of an ecosystem with advisories tells what "pkg:generic/a@1" (and 1 more) is; not matched';
	assert.deepEqual(coverage, [{ code: "package-unidentified", message }]);
});
