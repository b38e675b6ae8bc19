import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

const OS = { "/etc/os-release": "ID=debian\nVERSION_ID=12\n" };
const META = "/opt/conda/conda-meta";
const SITE = "/opt/conda/lib/python3.11/site-packages";
const REQUESTS = { [`${META}/requests-2.31.0-pyhd8ed1ab_0.json`]: testdata("conda", "requests-2.31.0-pyhd8ed1ab_0.json") };
const REQUESTS_PURL = "pkg:conda/requests@2.31.0?build=pyhd8ed1ab_0&channel=conda-forge&subdir=noarch&type=conda";

test("packages of an environment have build, channel, licence and hashes, and no ecosystem, which is said once", () => {
	const inventory = inventoryOf({
		...REQUESTS,
		[`${META}/openssl-3.0.9-h7f8727e_0.json`]: testdata("conda", "openssl-3.0.9-h7f8727e_0.json"),
		[`${META}/history`]: "==> 2024-01-01 <==\n",
	});

	assert.deepEqual(packageNamed(inventory, "requests"), {
		purl: REQUESTS_PURL,
		type: "conda",
		name: "requests",
		version: "2.31.0",
		licenses: ["Apache-2.0"],
		locations: [{ path: `${META}/requests-2.31.0-pyhd8ed1ab_0.json` }],
		hashes: [
			{ algorithm: "md5", value: "0123456789abcdef0123456789abcdef" },
			{ algorithm: "sha256", value: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
		],
	});
	const purl = "pkg:conda/openssl@3.0.9?build=h7f8727e_0&channel=main&subdir=linux-64&type=tar.bz2";
	assert.equal(packageNamed(inventory, "openssl").purl, purl);
	assert.deepEqual(codesOf(inventory), ["advisories-missing"]);
});

test("a distribution that conda installed is marked as owned, and remains a package of PyPI", () => {
	const inventory = inventoryOf({
		...REQUESTS,
		[`${SITE}/requests-2.31.0.dist-info/METADATA`]: "Name: requests\nVersion: 2.31.0\n",
		[`${SITE}/flask-2.0.0.dist-info/METADATA`]: "Name: flask\nVersion: 2.0.0\n",
	});

	assert.deepEqual(
		inventory.packages.map(({ purl, ecosystem, ownedBy }) => [purl, ecosystem, ownedBy]),
		[
			[REQUESTS_PURL, undefined, undefined],
			["pkg:pypi/flask@2.0.0", "PyPI", undefined],
			["pkg:pypi/requests@2.31.0", "PyPI", REQUESTS_PURL],
		],
	);
});

test("in an image what conda installed was installed for its sake, so that requirements do not count", () => {
	const inventory = inventoryOf(
		{
			...OS,
			...REQUESTS,
			[`${SITE}/requests-2.31.0.dist-info/METADATA`]: "Name: requests\nVersion: 2.31.0\n",
			"/app/requirements.txt": "planned==1.0\n",
		},
		{ subject: "image" },
	);

	assert.deepEqual(versionsOf(inventory), ["requests@2.31.0", "requests@2.31.0"]);
});

test("packages need what their own environment has", () => {
	const meta = (name: string, depends: readonly string[] = []): string => JSON.stringify({ name, version: "1", depends });
	const inventory = inventoryOf({
		"/a/conda-meta/x.json": meta("x", ["y >=1", "z", "w=1.0", "__glibc >=2"]),
		"/a/conda-meta/y.json": meta("y"),
		"/a/conda-meta/w.json": meta("w"),
		"/b/conda-meta/z.json": meta("z"),
	});

	assert.deepEqual(packageNamed(inventory, "x").dependsOn, ["pkg:conda/w@1", "pkg:conda/y@1"]);
});

test("a channel's address loses its password, files outside of the environment are nobody's", () => {
	const inventory = inventoryOf({
		"/a/conda-meta/x.json": JSON.stringify({
			name: "x",
			version: "1",
			channel: "https://user:s3cret@host/channel/",
			files: ["../lib/six.egg-info", 1],
		}),
		"/lib/six.egg-info": "Name: six\nVersion: 1.16.0\n",
	});

	assert.doesNotMatch(JSON.stringify(inventory), /s3cret/);
	assert.equal(packageNamed(inventory, "six").ownedBy, undefined);
});

for (const text of ["{", "[]", '{"name":"x"}', '{"name":"x y","version":"1"}', '{"name":"x","version":1}']) {
	test(`a file of conda-meta that is ${text} is said`, () => {
		const inventory = inventoryOf({ "/a/conda-meta/x.json": text });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [[], ["file-malformed"]]);
	});
}

test("keys called __proto__ pollute nothing", () => {
	const inventory = inventoryOf({
		"/a/conda-meta/x.json": '{"__proto__":{"polluted":1},"name":"__proto__","version":"1","depends":["constructor"]}',
	});

	assert.deepEqual(versionsOf(inventory), ["__proto__@1"]);
	assert.equal("polluted" in {}, false);
});
