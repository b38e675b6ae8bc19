import assert from "node:assert/strict";
import { test } from "node:test";
import { type CoverageEntry, defaultLimits, type Limits } from "@plimsoll/core";
import { readLayers } from "@plimsoll/oci";
import { file, imageOf, layerOf, symlink, type TarItem, whiteout } from "@plimsoll/oci/testing";
import { type Inventory, inventoryExcerpts, inventoryWants, takeInventory } from "./take-inventory.ts";
import { packageNamed, testdata, versionsOf } from "./testing/inventory-of.ts";
import { zipOf } from "./testing/zip-of.ts";

async function inventoryOfLayers(...layers: readonly (readonly TarItem[])[]): Promise<Inventory> {
	return inventoryWithin({}, layers);
}

async function inventoryWithin(changed: Partial<Limits>, layers: readonly (readonly TarItem[])[]): Promise<Inventory> {
	const options = { subject: "image", limits: { ...defaultLimits(), ...changed } } as const;
	const unread: CoverageEntry[] = [];
	const image = imageOf(layers.map((items) => layerOf({ tar: items })));
	const reading = { wants: inventoryWants(), excerpts: inventoryExcerpts(options), limits: options.limits };
	const tree = await readLayers(image, { ...reading, report: (entry) => unread.push(entry) });
	assert.deepEqual(unread, []);
	return takeInventory(tree, options);
}

const BASE: readonly TarItem[] = [
	symlink("lib", "usr/lib"),
	symlink("etc/os-release", "../usr/lib/os-release"),
	file("usr/lib/os-release", 'ID=debian\nVERSION_ID="12"\n'),
	file("var/lib/dpkg/status", testdata("dpkg", "status")),
	file("var/lib/dpkg/info/bash.list", "/.\n/lib/nodejs/tool/package.json\n"),
	file("usr/lib/nodejs/tool/package.json", '{"name":"tool","version":"1.0.0"}'),
];

test("an image of real layers gives its packages with the layers that hold them", async () => {
	const lock = file("app/package-lock.json", testdata("npm", "package-lock-v3.json"));
	const installed = file("app/node_modules/minimist/package.json", testdata("npm", "minimist.package.json"));

	const inventory = await inventoryOfLayers(BASE, [lock, installed]);

	const [base, app] = [packageNamed(inventory, "bash"), packageNamed(inventory, "minimist")].map(({ locations }) => locations[0]?.layer);
	assert.equal(inventory.operatingSystem?.ecosystem, "Debian:12");
	assert.deepEqual(inventory.coverage, []);
	assert.equal(inventory.packages.length, 10);
	assert.ok(base !== undefined && app !== undefined && base !== app);
	assert.equal(packageNamed(inventory, "tool").ownedBy, packageNamed(inventory, "bash").purl);
});

test("what a later layer deletes is gone, and the lock counts again", async () => {
	const lock = file("app/package-lock.json", testdata("npm", "package-lock-v3.json"));
	const installed = file("app/node_modules/minimist/package.json", testdata("npm", "minimist.package.json"));

	const inventory = await inventoryOfLayers(BASE, [lock, installed], [whiteout("app/node_modules")]);

	const places = inventory.packages.filter(({ type }) => type === "npm").flatMap(({ locations }) => locations.map(({ path }) => path));
	assert.ok(versionsOf(inventory).includes("ms@2.0.0"));
	assert.deepEqual([...new Set(places)], ["/app/package-lock.json", "/usr/lib/nodejs/tool/package.json"]);
});

test("of archives only what tells their packages is kept, one at a time, whoever calls them so", async () => {
	const jarOf = (artifact: string, padding: number): Buffer =>
		zipOf([
			{ name: `META-INF/maven/g/${artifact}/pom.properties`, content: `groupId=g\nartifactId=${artifact}\nversion=1\n` },
			{ name: "padding", content: Buffer.alloc(padding), method: 0 },
		]);
	const jars = ["a", "b", "c"].map((name) => file(`lib/${name}.jar`, jarOf(name, 100_000)));
	const hidden = [file("opt/tool", jarOf("d", 100)), symlink("opt/tool.jar", "tool")];

	const inventory = await inventoryWithin({ maxFileBytes: 5000, maxKeptBytes: 5000 }, [jars, hidden]);

	assert.deepEqual(versionsOf(inventory), ["g:a@1", "g:b@1", "g:c@1", "g:d@1"]);
});
