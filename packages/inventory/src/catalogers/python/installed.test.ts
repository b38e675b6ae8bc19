import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

const SITE = "/usr/local/lib/python3.11/site-packages";
const OS = { "/etc/os-release": "ID=debian\nVERSION_ID=12\n" };

test("installed distributions have their normalised name, licences and place", () => {
	const inventory = inventoryOf({
		[`${SITE}/Jinja2-3.1.2.dist-info/METADATA`]: testdata("python", "Jinja2-3.1.2.METADATA"),
		[`${SITE}/requests-2.31.0.dist-info/METADATA`]: testdata("python", "requests-2.31.0.METADATA"),
		[`${SITE}/PyYAML-6.0.1.dist-info/METADATA`]: testdata("python", "PyYAML-6.0.1.METADATA"),
		"/usr/lib/python2.7/wsgiref.egg-info": testdata("python", "wsgiref.egg-info"),
	});

	assert.deepEqual(versionsOf(inventory), ["jinja2@3.1.2", "pyyaml@6.0.1", "requests@2.31.0", "wsgiref@0.1.2"]);
	assert.deepEqual(packageNamed(inventory, "jinja2"), {
		purl: "pkg:pypi/jinja2@3.1.2",
		type: "pypi",
		name: "jinja2",
		version: "3.1.2",
		ecosystem: "PyPI",
		licenses: ["BSD License", "BSD-3-Clause"],
		locations: [{ path: `${SITE}/Jinja2-3.1.2.dist-info/METADATA` }],
	});
	assert.deepEqual(packageNamed(inventory, "wsgiref").licenses, ["PSF or ZPL"]);
	assert.deepEqual(inventory.coverage, []);
});

test("eggs are read wherever their metadata is", () => {
	const inventory = inventoryOf({
		[`${SITE}/a.egg-info/PKG-INFO`]: "Name: a\nVersion: 1\nLicense-Expression: MIT OR ISC\nLicense: x\n",
		[`${SITE}/b-2.egg/EGG-INFO/PKG-INFO`]: "Name: b\nVersion: 2\n\nName: c\nVersion: 3\n",
	});

	assert.deepEqual(versionsOf(inventory), ["a@1", "b@2"]);
	assert.deepEqual(packageNamed(inventory, "a").licenses, ["MIT OR ISC"]);
});

test("metadata without a version, or with a header beyond the limit, is said", () => {
	const inventory = inventoryOf(
		{
			[`${SITE}/a.dist-info/METADATA`]: "Name: a\n\nVersion: 1\n",
			[`${SITE}/b.dist-info/METADATA`]: `Summary: ${"x".repeat(5000)}\nName: b\nVersion: 2\n`,
		},
		{ limits: { maxLineBytes: 1000 } },
	);

	assert.deepEqual(versionsOf(inventory), ["b@2"]);
	assert.deepEqual(codesOf(inventory), ["file-malformed", "file-limit"]);
});

const MINE = { [`${SITE}/flask-2.0.0.dist-info/METADATA`]: "Name: flask\nVersion: 2.0.0\n" };
const PIP = { [`${SITE}/pip-23.0.dist-info/METADATA`]: "Name: pip\nVersion: 23.0\n" };
const DEBIANS = {
	"/usr/lib/python3/dist-packages/six.egg-info/PKG-INFO": "Name: six\nVersion: 1.16.0\n",
	"/var/lib/dpkg/status": "Package: python3-six\nVersion: 1.16.0-4\nStatus: install ok installed\n",
	"/var/lib/dpkg/info/python3-six.list": "/.\n/usr/lib/python3/dist-packages/six.egg-info/PKG-INFO\n",
};

const CASES: readonly (readonly [title: string, files: Record<string, string>, counts: boolean])[] = [
	["nothing is installed", {}, true],
	["only pip is installed", PIP, true],
	["only the operating system installed something", { ...PIP, ...DEBIANS }, true],
	[
		"a package of the operating system brought them along",
		{ ...DEBIANS, "/var/lib/dpkg/info/python3-six.list": "/app/requirements.txt\n" },
		false,
	],
	["somebody installed something", { ...PIP, ...DEBIANS, ...MINE }, false],
];

for (const [title, files, counts] of CASES) {
	test(`in an image requirements ${counts ? "count" : "do not count"} where ${title}`, () => {
		const inventory = inventoryOf({ ...OS, ...files, "/app/requirements.txt": "planned==1.0\n" }, { subject: "image" });

		assert.equal(versionsOf(inventory).includes("planned@1.0"), counts);
		assert.deepEqual(inventory.coverage, []);
	});
}
