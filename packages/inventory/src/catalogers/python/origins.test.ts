import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { zipOf } from "../../testing/zip-of.ts";

const SITE = "/usr/local/lib/python3.11/site-packages";

function installed(name: string, version: string, ...lines: readonly string[]): Record<string, string> {
	return { [`${SITE}/${name}-${version}.dist-info/METADATA`]: [`Name: ${name}`, `Version: ${version}`, ...lines, ""].join("\n") };
}

test("a distribution depends on what it requires of what lies beside it, as far as markers may hold", () => {
	const inventory = inventoryOf({
		...installed(
			"a",
			"1",
			"Requires-Dist: B (>=1)",
			"Requires-Dist: c>=1; python_version < '3.8'",
			"Requires-Dist: d; python_version >= '3.8' and platform_python_implementation == 'CPython'",
			"Requires-Dist: e; extra == 'test'",
			"Requires-Dist: f[x]>=1; python_version < '3.8' or os_name == 'nt'",
			"Requires-Dist: missing",
		),
		...installed("b", "1"),
		...installed("c", "1"),
		...installed("d", "1"),
		...installed("e", "1"),
		...installed("f", "1"),
		"/other/g-1.dist-info/METADATA": "Name: g\nVersion: 1\nRequires-Dist: b\n",
	});

	assert.deepEqual(packageNamed(inventory, "a").dependsOn, ["pkg:pypi/b@1", "pkg:pypi/d@1", "pkg:pypi/f@1"]);
	assert.equal(packageNamed(inventory, "g").dependsOn, undefined);
});

test("in an image, which is of Linux, requirements of other platforms do not hold", () => {
	const inventory = inventoryOf(
		{
			...installed("a", "1", "Requires-Dist: b; sys_platform == 'win32'", 'Requires-Dist: c ; platform_system != "Windows"'),
			...installed("b", "1"),
			...installed("c", "1"),
		},
		{ subject: "image" },
	);

	assert.deepEqual(packageNamed(inventory, "a").dependsOn, ["pkg:pypi/c@1"]);
});

test("the fixtures' own requirements are read", () => {
	const inventory = inventoryOf({
		[`${SITE}/requests-2.31.0.dist-info/METADATA`]: testdata("python", "requests-2.31.0.METADATA"),
		...installed("idna", "3.4"),
		...installed("urllib3", "2.0.0"),
		...installed("PySocks", "1.7.1"),
	});

	assert.deepEqual(packageNamed(inventory, "requests").dependsOn, ["pkg:pypi/idna@3.4", "pkg:pypi/urllib3@2.0.0"]);
});

const DIGITS = "0123456789abcdef".repeat(4);

for (const [title, direct, purl, hashes, codes] of [
	[
		"a checkout",
		{ url: "https://user:s3cret@github.com/me/a.git", vcs_info: { vcs: "git", commit_id: "0123abc", requested_revision: "main" } },
		"pkg:pypi/a@1?vcs_url=git%2Bhttps%3A%2F%2Fgithub.com%2Fme%2Fa.git%400123abc",
		undefined,
		[],
	],
	["an archive", { url: "https://host/a.whl", archive_info: { hashes: { sha256: DIGITS } } }, "pkg:pypi/a@1", DIGITS, []],
	[
		"an archive, as older pip writes it",
		{ url: "https://host/a.whl", archive_info: { hash: `sha256=${DIGITS}` } },
		"pkg:pypi/a@1",
		DIGITS,
		[],
	],
	["an editable folder", { url: "file:///home/me/s3cret", dir_info: { editable: true } }, "pkg:pypi/a@1", undefined, ["reference-ignored"]],
	["a folder", { url: "file:///home/me/s3cret", dir_info: {} }, "pkg:pypi/a@1", undefined, ["reference-ignored"]],
] as const) {
	test(`a distribution from ${title} says so`, () => {
		const inventory = inventoryOf({ ...installed("a", "1"), [`${SITE}/a-1.dist-info/direct_url.json`]: JSON.stringify(direct) });

		const found = packageNamed(inventory, "a");
		assert.equal(found.purl, purl);
		assert.deepEqual(found.hashes, hashes === undefined ? undefined : [{ algorithm: "sha256", value: hashes }]);
		assert.deepEqual(codesOf(inventory), codes);
		assert.doesNotMatch(JSON.stringify(inventory), /s3cret/);
	});
}

test("a broken direct_url.json costs itself", () => {
	const inventory = inventoryOf({ ...installed("a", "1"), [`${SITE}/a-1.dist-info/direct_url.json`]: "{" });

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["a@1"], ["file-malformed"]]);
});

test("an editable install is found once, by its metadata or else by its link's name", () => {
	const inventory = inventoryOf({
		...installed("my_app", "1.0"),
		[`${SITE}/__editable__.my_app-1.0.pth`]: "/src/my-app\n",
		[`${SITE}/__editable__.other-2.0.pth`]: "import __editable___other_2_0_finder\n",
		[`${SITE}/plain.pth`]: "/src\n",
	});

	assert.deepEqual(versionsOf(inventory), ["my-app@1.0", "other@2.0"]);
});

test("an egg link is found by the metadata that it leads to; else its version is unknown", () => {
	const inventory = inventoryOf({
		"/src/app/my_app.egg-info/PKG-INFO": "Name: my-app\nVersion: 1.0\n",
		[`${SITE}/my-app.egg-link`]: "/src/app\n.",
		[`${SITE}/lost.egg-link`]: "../../../../../nowhere\n.",
	});

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["my-app@1.0"], ["version-unresolved"]]);
	assert.match(inventory.coverage[0]?.message ?? "", /lost\.egg-link: /);
});

const WHEEL = zipOf([
	{ name: "requests/__init__.py", content: "" },
	{ name: "requests-2.31.0.dist-info/METADATA", content: testdata("python", "requests-2.31.0.METADATA") },
	{ name: "requests/_vendor/x-1.dist-info/METADATA", content: "Name: x\nVersion: 1\n" },
]);

test("a wheel that lies about is found by the metadata in it", () => {
	const inventory = inventoryOf({ "/wheels/requests-2.31.0-py3-none-any.whl": WHEEL, "/requirements.txt": "a==1\n" }, { subject: "image" });

	assert.deepEqual(versionsOf(inventory), ["a@1", "requests@2.31.0"]);
	assert.deepEqual(packageNamed(inventory, "requests").locations, [
		{ path: "/wheels/requests-2.31.0-py3-none-any.whl:requests-2.31.0.dist-info/METADATA" },
	]);
	assert.deepEqual(packageNamed(inventory, "requests").licenses, ["Apache 2.0", "Apache Software License"]);
});

for (const [title, name, bytes, versions, code] of [
	["no zip", "a_b-1.0-py3-none-any.whl", Buffer.from("x"), ["a-b@1.0"], "identity-guessed"],
	["too large", "a-1.0-1-cp311-cp311-linux_x86_64.whl", Buffer.alloc(20_000), ["a@1.0"], "identity-guessed"],
	["no zip, and has no name of a wheel", "a.whl", Buffer.from("x"), [], "file-malformed"],
	["without a version", "a.whl", zipOf([{ name: "a.dist-info/METADATA", content: "Name: a\n" }]), [], "file-malformed"],
] as const) {
	test(`a wheel that is ${title} is said`, () => {
		const inventory = inventoryOf({ [`/${name}`]: bytes }, { limits: { maxArchiveFileBytes: 10_000 } });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [versions, [code]]);
	});
}

test("metadata in folders in capitals, or without a name, is read", () => {
	const inventory = inventoryOf({
		"/x/a.DIST-INFO/METADATA": "Name: a\nVersion: 1\n",
		"/x/dist-info/METADATA": "Name: b\nVersion: 2\n",
		"/x/c.EGG-INFO/PKG-INFO": "Name: c\nVersion: 3\n",
	});

	assert.deepEqual(versionsOf(inventory), ["a@1", "b@2", "c@3"]);
});
