import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { defaultLimits } from "@plimsoll/core";
import { generator, mutated } from "@plimsoll/oci/testing";
import { codesOf, inventoryOf, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { jarOf, zipOf } from "../../testing/zip-of.ts";

const properties = (artifactId: string, version: string): string => `groupId=org.test\nartifactId=${artifactId}\nversion=${version}\n`;
const built = (artifactId: string, version: string): Record<string, string> => ({
	[`META-INF/maven/org.test/${artifactId}/pom.properties`]: properties(artifactId, version),
});

test("a hundred archives inside each other end at the limit", () => {
	let nested = jarOf(built("deepest", "1"));
	for (let depth = 0; depth < 100; depth++) nested = jarOf({ "n.jar": nested, ...built(`d${depth}`, "1") });

	const inventory = inventoryOf({ "/n.jar": nested });

	assert.equal(inventory.packages.length, defaultLimits().maxArchiveDepth + 1);
	assert.deepEqual(codesOf(inventory), ["file-limit"]);
	assert.equal(inventory.coverage[0]?.limit, "maxArchiveDepth");
});

test("bombs are met by limits and cost themselves", () => {
	const zeros = Buffer.alloc(4 * 1024 * 1024);
	const bomb = { name: "bomb.jar", content: zeros, raw: deflateRawSync(zeros) };
	const quine = jarOf({ "a.jar": zipOf([bomb]), "b.jar": zipOf([bomb]), ...built("kept", "1") });

	const byRatio = inventoryOf({ "/x.jar": quine });
	const byTotal = inventoryOf({ "/x.jar": quine }, { limits: { maxInflateRatio: 1e9, maxArchiveBytes: 5 * 1024 * 1024 } });

	assert.deepEqual([versionsOf(byRatio), versionsOf(byTotal)], [["org.test:kept@1"], ["org.test:kept@1"]]);
	assert.ok(byRatio.coverage.every(({ limit }) => limit === "maxInflateRatio"));
	assert.ok(byTotal.coverage.some(({ limit }) => limit === "maxArchiveBytes"));
});

test("lines and names beyond their limits cost themselves", () => {
	const long = "x".repeat(3000);
	const files = {
		"META-INF/MANIFEST.MF": `Implementation-Title: t\nLong: ${long}\nImplementation-Version: 9\n`,
		"META-INF/maven/org.test/b/pom.properties": `${long}=${long}\n${properties("b", "1")}`,
		[`lib/${long}.jar`]: jarOf({}),
	};

	const inventory = inventoryOf({ "/t.jar": jarOf(files) }, { limits: { maxLineBytes: 1000, maxPathBytes: 1000 } });

	assert.ok(versionsOf(inventory).includes("org.test:b@1"));
	assert.deepEqual(new Set(inventory.coverage.map(({ limit }) => limit)), new Set(["maxLineBytes", "maxPathBytes"]));
});

test("2,000 mutations of what stands in archives neither throw nor make packages that are none", () => {
	const pom = testdata("java", "guava.pom.xml");
	const manifest = Buffer.from(
		"Manifest-Version: 1.0\r\nBundle-SymbolicName: org.test.a-b;x:=y\r\nImplementation-Version: 1.0\r\n long\r\n",
	);
	const random = generator(0x5eed);

	for (let run = 0; run < 2000; run++) {
		const files = {
			"META-INF/MANIFEST.MF": mutated(manifest, random),
			"META-INF/maven/g/a/pom.properties": mutated(Buffer.from(properties("a", "1")), random),
			"META-INF/maven/g/a/pom.xml": mutated(pom, random),
		};
		const inventory = inventoryOf({ "/a-b.jar": jarOf(files) });

		for (const { message } of inventory.coverage) assert.doesNotMatch(message, /gave up/);
		for (const { purl } of inventory.packages) assert.match(purl, /^pkg:maven\/([\w.-]+\/)?[\w.-]+@[\x21-\x7e]+$/);
	}
});
