import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, packageNamed, versionsOf } from "../../testing/inventory-of.ts";
import type { MemoryFile } from "../../testing/memory-tree.ts";
import { cycloneDx, spdx, spdxPackage } from "../../testing/sbom.ts";

const OS_RELEASE = { "/etc/os-release": "ID=wolfi\nVERSION_ID=20230201\n" };

const APK = `P:curl
V:8.5.0-r0
A:x86_64
F:var/lib/db/sbom
R:curl-8.5.0-r0.spdx.json
`;

function imageOf(files: Readonly<Record<string, MemoryFile | object>>): ReturnType<typeof inventoryOf> {
	const written = Object.entries(files).map(([path, file]) => [path, isWritten(file) ? file : JSON.stringify(file)] as const);
	return inventoryOf(Object.fromEntries(written), { subject: "image" });
}

function isWritten(file: MemoryFile | object): file is MemoryFile {
	return typeof file === "string" || "link" in file || "content" in file;
}

/** In the shape of those that lie in Bitnami's images. */
const BITNAMI = {
	...spdx(
		[
			spdxPackage("SPDXRef-Package-redis", "pkg:bitnami/redis@7.2.4-0?arch=amd64&distro=debian-12", { versionInfo: "7.2.4-0" }),
			spdxPackage("SPDXRef-Package-wait-for-port", "pkg:golang/github.com/bitnami/wait-for-port@v1.0.7", { versionInfo: "1.0.7" }),
		],
		[
			["SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-Package-redis"],
			["SPDXRef-Package-redis", "CONTAINS", "SPDXRef-Package-wait-for-port"],
		],
	),
};

test("Bitnami's: what a document describes is installed beside it", () => {
	const inventory = imageOf({ "/opt/bitnami/redis/.spdx-redis.spdx": BITNAMI });

	const redis = packageNamed(inventory, "redis");
	assert.deepEqual([redis.type, redis.version, redis.ecosystem], ["bitnami", "7.2.4-0", "Bitnami"]);
	assert.deepEqual(redis.locations, [{ path: "/opt/bitnami/redis/.spdx-redis.spdx" }]);
	assert.deepEqual(packageNamed(inventory, "github.com/bitnami/wait-for-port").containedIn, [redis.purl]);
});

test("Wolfi's: the package database knows better, and owns the document", () => {
	const document = spdx(
		[
			spdxPackage("curl", "pkg:apk/wolfi/curl@8.4.0-r0?arch=x86_64&distro=wolfi"),
			spdxPackage("source", "pkg:github/curl/curl@curl-8_5_0"),
			spdxPackage("nghttp2", "pkg:cargo/nghttp2@1.0.0"),
		],
		[["SPDXRef-DOCUMENT", "DESCRIBES", "curl"]],
	);

	const inventory = imageOf({ ...OS_RELEASE, "/lib/apk/db/installed": APK, "/var/lib/db/sbom/curl-8.5.0-r0.spdx.json": document });

	assert.deepEqual(versionsOf(inventory), ["curl@8.5.0-r0", "nghttp2@1.0.0"]);
	assert.equal(packageNamed(inventory, "nghttp2").ownedBy, packageNamed(inventory, "curl").purl);
	assert.deepEqual(codesOf(inventory), ["package-unidentified"]);
});

test("what was found installed is not added to in another version", () => {
	const library = (name: string): object => ({ type: "library", name, version: "1.0.0", purl: `pkg:npm/${name}@1.0.0` });

	const inventory = imageOf({
		"/app/node_modules/lodash/package.json": { name: "lodash", version: "4.17.21" },
		"/app/bom.cdx.json": cycloneDx([library("lodash"), library("bundled")]),
		"/app/other.cdx.json": cycloneDx([library("bundled")]),
	});

	assert.deepEqual(versionsOf(inventory), ["bundled@1.0.0", "lodash@4.17.21"]);
	assert.deepEqual(
		packageNamed(inventory, "bundled").locations.map(({ path }) => path),
		["/app/bom.cdx.json", "/app/other.cdx.json"],
	);
});

test("every name of such files, XML and tags among them", () => {
	const xml =
		'<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component type="library"><name>a</name><version>1</version><purl>pkg:npm/a@1</purl></component></components></bom>';
	const tags = "SPDXVersion: SPDX-2.3\nPackageName: b\nExternalRef: PACKAGE-MANAGER purl pkg:npm/b@1\n";
	const json = cycloneDx([{ type: "library", name: "c", version: "1", purl: "pkg:npm/c@1" }]);

	const inventory = imageOf({
		"/usr/share/sbom/a.xml": xml,
		"/srv/b.spdx": tags,
		"/usr/share/sbom/c.json": json,
		"/usr/share/doc/d.json": json,
	});

	assert.deepEqual(
		inventory.packages.map(({ name, locations }) => `${name} ${locations[0]?.path}`),
		["a /usr/share/sbom/a.xml", "b /srv/b.spdx", "c /usr/share/sbom/c.json"],
	);
});

test("in a folder such files are no evidence", () => {
	const inventory = inventoryOf({ "/redis.spdx.json": JSON.stringify(BITNAMI) });

	assert.deepEqual([inventory.packages, inventory.coverage], [[], []]);
});

test("other files of such names are passed over, damaged ones are told", () => {
	const inventory = imageOf({
		...OS_RELEASE,
		"/a.spdx": "This is a licence.",
		"/b.bom.json": { name: "app" },
		"/c.cdx.json": '{"bomFormat":',
		"/d.cdx.json":
			'{"bomFormat":"CycloneDX","specVersion":"1.4","components":[{"type":"library","name":"a","version":"1","purl":"pkg:npm/a@1"},{',
		"/e.cdx.json": "",
	});

	assert.deepEqual(versionsOf(inventory), ["a@1"]);
	assert.deepEqual(
		inventory.coverage.map(({ code, path }) => [code, path]),
		[
			["file-malformed", "/c.cdx.json"],
			["file-malformed", "/d.cdx.json"],
		],
	);
});
