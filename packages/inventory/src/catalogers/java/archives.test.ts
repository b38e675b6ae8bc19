import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { test } from "node:test";
import { type CoverageCode, defaultLimits, digestOf } from "@plimsoll/core";
import { takeInventory } from "../../take-inventory.ts";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { memoryTree } from "../../testing/memory-tree.ts";
import { jarOf, zipOf } from "../../testing/zip-of.ts";

const jar = (name: string): Buffer => testdata("java", name);
const properties = (artifactId: string, version: string): string =>
	`#Generated\r\ngroupId=org.test\r\nartifactId=${artifactId}\r\nversion=${version}\r\n`;
const built = (artifactId: string, version: string): Record<string, string> => ({
	"META-INF/MANIFEST.MF": "Manifest-Version: 1.0\r\n\r\n",
	[`META-INF/maven/org.test/${artifactId}/pom.properties`]: properties(artifactId, version),
});

const REAL: readonly (readonly [file: string, expected: readonly string[], codes: readonly CoverageCode[]])[] = [
	["guava-31.1-jre.jar", ["com.google.guava:guava@31.1-jre"], []],
	["log4j-core-2.14.1.jar", ["org.apache.logging.log4j:log4j-core@2.14.1"], []],
	["commons-collections-3.2.1.jar", ["commons-collections:commons-collections@3.2.1"], []],
	["netty-common-4.1.104.Final.jar", ["io.netty:netty-common@4.1.104.Final", "org.jctools:jctools-core@3.1.0"], []],
	["micrometer-core-1.12.1.jar", ["io.micrometer:micrometer-core@1.12.1"], []],
	["zstd-jni-1.5.5-1.jar", ["com.github.luben:zstd-jni@1.5.5-1"], []],
	["spring-core-6.1.2.jar", ["org.springframework:spring-core@6.1.2"], []],
	["checker-qual-3.12.0.jar", ["org.checkerframework:checker-qual@3.12.0"], []],
	["kafka-clients-3.6.1.jar", ["org.apache.kafka:kafka-clients@3.6.1"], ["identity-guessed"]],
];

for (const [file, expected, codes] of REAL) {
	test(`${file} is told by what is in it`, () => {
		const inventory = inventoryOf({ [`/app/${file}`]: jar(file) });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [expected, codes]);
	});
}

test("a package has its purl, licence and place", () => {
	const pom = "<project><licenses><license><name>Apache-2.0</name></license></licenses></project>";
	const files = { ...built("a", "1.0+x"), "META-INF/maven/org.test/a/pom.xml": pom };

	const archive = jarOf(files);

	const inventory = inventoryOf({ "/app/whatever.jar": archive });

	assert.deepEqual(inventory.packages, [
		{
			purl: "pkg:maven/org.test/a@1.0%2Bx",
			type: "maven",
			name: "org.test:a",
			version: "1.0+x",
			ecosystem: "Maven",
			licenses: ["Apache-2.0"],
			locations: [{ path: "/app/whatever.jar" }],
			hashes: [
				{ algorithm: "sha1", value: hash("sha1", archive) },
				{ algorithm: "sha256", value: hash("sha256", archive) },
			],
		},
	]);
});

test("archives inside archives are found with their whole way, layer and owner", () => {
	const guava = jar("guava-31.1-jre.jar");
	const war = zipOf([
		{ name: "WEB-INF/lib/guava-31.1-jre.jar", content: guava, method: 0 },
		{ name: "WEB-INF/lib/log4j-core-2.14.1.jar", content: jar("log4j-core-2.14.1.jar") },
	]);
	const ear = jarOf({ "web.war": war, "lib/guava.JAR": guava, ...built("app", "2") });
	const layers = [{ digest: digestOf("one"), mediaType: "x" }];
	const tree = memoryTree({ "/srv/app.ear": { content: ear, layer: 0 } }, layers);

	const inventory = takeInventory(tree, { subject: "image", limits: defaultLimits() });

	assert.deepEqual(versionsOf(inventory), [
		"com.google.guava:guava@31.1-jre",
		"org.apache.logging.log4j:log4j-core@2.14.1",
		"org.test:app@2",
	]);
	assert.deepEqual(packageNamed(inventory, "com.google.guava:guava").locations, [
		{ path: "/srv/app.ear:lib/guava.JAR", layer: digestOf("one") },
		{ path: "/srv/app.ear:web.war:WEB-INF/lib/guava-31.1-jre.jar", layer: digestOf("one") },
	]);
});

test("what the operating system's package brings along is owned, nested archives too", () => {
	const inventory = inventoryOf(
		{
			"/etc/os-release": "ID=debian\nVERSION_ID=12\n",
			"/var/lib/dpkg/status": "Package: liba-java\nStatus: install ok installed\nArchitecture: all\nVersion: 1.0-1\n",
			"/var/lib/dpkg/info/liba-java.list": "/.\n/usr/share/java/a.jar\n",
			"/usr/share/java/a.jar": jarOf({ ...built("a", "1.0"), "lib/b.jar": jarOf(built("b", "2.0")) }),
		},
		{ subject: "image" },
	);

	for (const name of ["org.test:a", "org.test:b"]) {
		assert.equal(packageNamed(inventory, name).ownedBy, packageNamed(inventory, "liba-java").purl);
	}
});

test("an archive that is none of the projects shaded into it is itself a package", () => {
	const manifest = "Implementation-Title: org.out#outside;1.2\nImplementation-Version: 1.2\n";
	const inside = built("inside", "3.0");

	const titled = inventoryOf({ "/app/outside-1.2.jar": jarOf({ ...inside, "META-INF/MANIFEST.MF": manifest }) });
	const named = inventoryOf({ "/app/outside-1.2.jar": jarOf(inside) });

	assert.deepEqual(versionsOf(titled), ["org.out:outside@1.2", "org.test:inside@3.0"]);
	assert.deepEqual([versionsOf(named), codesOf(named)], [["org.test:inside@3.0", "outside@1.2"], ["identity-guessed"]]);
});

test("an archive that was renamed is the project it names", () => {
	const manifest = { "META-INF/MANIFEST.MF": "Implementation-Version: 9\n" };
	const inventory = inventoryOf({
		"/app/app.jar": jarOf({ ...built("inside", "3.0"), ...manifest }),
		"/lib/other-3.0.jar": jarOf(built("inside", "3.0")),
	});

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["org.test:inside@3.0"], []]);
});

test("an archive that tells nothing is said, one of sources or documentation is nothing", () => {
	const empty = jarOf({ "META-INF/MANIFEST.MF": "Manifest-Version: 1.0\n" });

	const inventory = inventoryOf({ "/a/tool.jar": empty, "/a/x-1.0-sources.jar": empty, "/a/x-1.0-javadoc.jar": empty });

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [[], ["identity-unknown"]]);
	assert.match(inventory.coverage[0]?.message ?? "", /tool\.jar/);
});

test("a package without a group has no ecosystem, and that is said", () => {
	const inventory = inventoryOf({ "/a/thing-1.5.jar": jarOf({ "META-INF/MANIFEST.MF": "Implementation-Version: 1.5\n" }) });

	const found = packageNamed(inventory, "thing");
	assert.deepEqual([found.purl, found.ecosystem], ["pkg:maven/thing@1.5", undefined]);
	assert.match(inventory.coverage[0]?.message ?? "", /thing-1\.5\.jar \(no group\)/);
});

test("guesses of one file are one entry", () => {
	const libraries = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`lib/l${index}-1.jar`, jarOf({})]));

	const inventory = inventoryOf({ "/app.jar": jarOf(libraries) });

	assert.deepEqual(codesOf(inventory), ["identity-guessed"]);
	assert.match(inventory.coverage[0]?.message ?? "", /l4-1\.jar .* and 4 more$/);
});

test("unfilled properties are taken from the model beside them, or said", () => {
	const unfilled = `groupId=\${project.groupId}\nartifactId=a\nversion=\${project.version}\n`;
	const pom = `<project><parent><groupId>g.h</groupId><version>\${v}</version></parent><properties><v>7</v></properties></project>`;

	const beside = jarOf({ "META-INF/maven/g/a/pom.properties": unfilled, "META-INF/maven/g/a/pom.xml": pom });
	const alone = jarOf({ "META-INF/maven/g/a/pom.properties": unfilled, ...built("b", "1") });
	const inventory = inventoryOf({ "/one/beside.jar": beside, "/two/alone.jar": alone });

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["g.h:a@7", "org.test:b@1"], ["file-malformed"]]);
	assert.match(inventory.coverage[0]?.message ?? "", /META-INF\/maven\/g\/a names no whole coordinates/);
});

test("a project that leaves its version to a build has that of the file of its name", () => {
	const pom = `<project><groupId>g.h</groupId><artifactId>a-b</artifactId><version>\${revision}</version></project>`;

	const inventory = inventoryOf({ "/lib/a-b-1.2.jar": jarOf({ "META-INF/maven/g.h/a-b/pom.xml": pom }) });

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["g.h:a-b@1.2"], ["identity-guessed"]]);
});

test("unpacked archives are found by their properties", () => {
	const inventory = inventoryOf({
		"/app/META-INF/maven/org.test/a/pom.properties": properties("a", "1.0"),
		"/app/META-INF/maven/org.test/a/pom.xml": "<project/>",
		"/app/META-INF/maven/org.test/b/pom.properties": "version=1\n",
	});

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["org.test:a@1.0"], ["file-malformed"]]);
});

for (const [what, bytes] of [
	["is no zip", Buffer.from("hello")],
	["is cut short", jar("guava-31.1-jre.jar").subarray(0, -100)],
] as const) {
	test(`an archive that ${what} costs itself, wherever it is`, () => {
		const inventory = inventoryOf({ "/a/broken.jar": bytes, "/b/fat.jar": jarOf({ "lib/broken.jar": bytes, ...built("b", "1") }) });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["org.test:b@1"], ["file-malformed", "file-malformed"]]);
		assert.match(inventory.coverage[1]?.message ?? "", /^\/b\/fat\.jar:lib\/broken\.jar: /);
		assert.equal(inventory.coverage[1]?.path, "/b/fat.jar");
	});
}

test("an encrypted archive inside is said", () => {
	const inventory = inventoryOf({ "/a.jar": zipOf([{ name: "secret.jar", content: "x", flags: 1 }]) });

	assert.deepEqual(codesOf(inventory), ["file-unreadable"]);
	assert.match(inventory.coverage[0]?.message ?? "", /\/a\.jar:secret\.jar: is encrypted/);
});
