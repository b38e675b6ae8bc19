import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, namesWhere, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { pomOf } from "../../testing/pom-of.ts";
import { jarOf } from "../../testing/zip-of.ts";

test("a real project has the versions that its parent manages", () => {
	const inventory = inventoryOf({
		"/pom.xml": testdata("java", "guava-parent.pom.xml"),
		"/guava/pom.xml": testdata("java", "guava.pom.xml"),
	});

	assert.deepEqual(versionsOf(inventory), [
		"com.google.code.findbugs:jsr305@3.0.2",
		"com.google.errorprone:error_prone_annotations@2.11.0",
		"com.google.guava:failureaccess@1.0.1",
		"com.google.guava:listenablefuture@9999.0-empty-to-avoid-conflict-with-guava",
		"com.google.j2objc:j2objc-annotations@1.3",
		"org.checkerframework:checker-qual@3.12.0",
	]);
	assert.deepEqual(inventory.coverage, []);
	assert.deepEqual(inventory.packages[0]?.locations, [{ path: "/guava/pom.xml" }]);
});

test("what only tests need is for development, also where the parent says so", () => {
	const inventory = inventoryOf({
		"/pom.xml": pomOf({ id: "g:p:1", managed: ["t:managed:1:test", "t:both:1:test"] }),
		"/m/pom.xml": pomOf({
			id: ":m",
			parent: "g:p:1",
			dependencies: ["a:a:1", "a:provided:1:provided", "t:own:1:test", "t:managed", "t:both::compile"],
		}),
	});

	assert.deepEqual(
		namesWhere(inventory, ({ development }) => development === true),
		["t:managed", "t:own"],
	);
	assert.equal(packageNamed(inventory, "a:a").direct, true);
	assert.equal(packageNamed(inventory, "t:both").version, "1");
});

test("properties are filled in, the nearest first, over parents that are named otherwise too", () => {
	const inventory = inventoryOf({
		"/parent/pom.xml": pomOf({ id: "g:p:1", properties: { "x.version": "1", y: `\${x.version}.5` }, dependencies: [`in:herited:\${y}`] }),
		"/m/pom.xml": pomOf({
			id: ":m:7",
			parent: "g:p:1",
			relativePath: "../parent",
			properties: { "x.version": "2" },
			dependencies: [`a:a:\${x.version}`, `\${project.groupId}:b:\${project.version}`, `c:c:\${project.parent.version}`],
		}),
		"/far/away/pom.xml": pomOf({ id: ":n", parent: "g:p:1", dependencies: [`d:d:\${version}`] }),
	});

	assert.deepEqual(versionsOf(inventory), ["a:a@2", "c:c@1", "d:d@1", "g:b@7", "in:herited@1.5", "in:herited@2.5"]);
	assert.deepEqual(inventory.coverage, []);
});

test("lists of versions are imported from the subject, and said where they are not there", () => {
	const inventory = inventoryOf({
		"/bom/pom.xml": pomOf({ id: "g:bom:1", properties: { v: "9" }, managed: [`a:a:\${v}`, "g:more:1:import"] }),
		"/more/pom.xml": pomOf({ id: "g:more:1", managed: ["b:b:3", "a:a:0", "g:bom:1:import"] }),
		"/m/pom.xml": pomOf({
			id: "g:m:1",
			properties: { v: "1" },
			managed: ["g:bom:1:import", "not:here:5:import"],
			dependencies: ["a:a", "b:b", "c:c"],
		}),
	});

	assert.deepEqual(versionsOf(inventory), ["a:a@9", "b:b@3"]);
	assert.deepEqual(codesOf(inventory), ["reference-ignored", "version-unresolved"]);
	assert.match(inventory.coverage[0]?.message ?? "", /not:here:5/);
	assert.match(inventory.coverage[1]?.message ?? "", /no version of c:c/);
});

for (const version of ["", "[1,2)", `\${env.VERSION}`, `\${a}`, "LATEST", "(,1]", `\${\${x}}`]) {
	test(`"${version}" is no version`, () => {
		const inventory = inventoryOf({
			"/pom.xml": pomOf({ id: "g:m:1", properties: { a: `\${b}`, b: `\${a}` }, dependencies: [`a:a:${version}`] }),
		});

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [[], ["version-unresolved"]]);
	});
}

test("a range of one version is that version", () => {
	const inventory = inventoryOf({ "/pom.xml": pomOf({ id: "g:m:1", dependencies: ["a:a:[1.5]"] }) });

	assert.deepEqual(versionsOf(inventory), ["a:a@1.5"]);
});

for (const relativePath of ["", "../../../outside/pom.xml", "/etc/passwd", "other.xml"]) {
	test(`a parent at "${relativePath}" that is not in the subject is said`, () => {
		const inventory = inventoryOf({
			"/m/pom.xml": pomOf({ id: ":m:1", parent: "g:p:1", relativePath, dependencies: ["a:a:1"] }),
			"/m/other.xml": pomOf({ id: "g:p:1" }),
		});

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["a:a@1"], ["reference-ignored"]]);
	});
}

test("a parent of other coordinates is not the parent, and parents in a circle end", () => {
	const other = inventoryOf({
		"/pom.xml": pomOf({ id: "g:other:1", dependencies: ["x:x:1"] }),
		"/m/pom.xml": pomOf({ id: ":m:1", parent: "g:p:1" }),
	});
	const circle = inventoryOf({
		"/pom.xml": pomOf({ id: ":p:1", parent: "g:m:1", relativePath: "m", dependencies: ["x:x:1"] }),
		"/m/pom.xml": pomOf({ id: "g:m:1", parent: "g:p:1" }),
	});

	assert.deepEqual(packageNamed(other, "x:x").locations, [{ path: "/pom.xml" }]);
	assert.deepEqual(codesOf(other), ["reference-ignored"]);
	assert.equal(circle.packages.length, 1);
	assert.deepEqual(new Set(codesOf(circle)), new Set(["reference-ignored"]));
});

test("properties that grow are no versions", () => {
	const properties = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p${index}`, `\${p${index + 1}}`.repeat(10)]));

	const inventory = inventoryOf({
		"/pom.xml": pomOf({ id: "g:m:1", properties: { ...properties, p40: "x" }, dependencies: [`a:a:\${p0}`] }),
	});

	assert.deepEqual(codesOf(inventory), ["version-unresolved"]);
});

test("a damaged project costs what comes after the damage", () => {
	const whole = pomOf({ id: "g:m:1", dependencies: ["a:a:1", "b:b:1"] });

	const inventory = inventoryOf({
		"/pom.xml": whole.slice(0, whole.indexOf("<dependency><groupId>b")),
		"/x/pom.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><project/>",
	});

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["a:a@1"], ["file-malformed", "file-malformed"]]);
});

test("names of properties that objects have themselves mean nothing", () => {
	const inventory = inventoryOf({
		"/pom.xml": pomOf({ id: "g:m:1", properties: { constructor: "1" }, dependencies: [`a:a:\${constructor}`, `b:b:\${__proto__}`] }),
	});

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["a:a@1"], ["version-unresolved"]]);
});

const LOCK = `# This is a Gradle generated file for dependency locking.
com.google.guava:guava:31.1-jre=compileClasspath,runtimeClasspath,testRuntimeClasspath
junit:junit:4.13.2=testCompileClasspath,integrationTestRuntimeClasspath
not a line
empty=annotationProcessor
`;

test("a lock of Gradle is read, with what only tests need", () => {
	const inventory = inventoryOf({ "/gradle.lockfile": LOCK, "/buildscript-gradle.lockfile": "org.plug:in:1=classpath\n" });

	assert.deepEqual(versionsOf(inventory), ["com.google.guava:guava@31.1-jre", "junit:junit@4.13.2", "org.plug:in@1"]);
	assert.deepEqual(
		namesWhere(inventory, ({ development }) => development === true),
		["junit:junit", "org.plug:in"],
	);
	assert.deepEqual(codesOf(inventory), ["file-malformed"]);
	assert.match(inventory.coverage[0]?.message ?? "", /line 4/);
});

test("locks of single configurations, as older Gradle has them, are read", () => {
	const inventory = inventoryOf({
		"/gradle/dependency-locks/runtimeClasspath.lockfile": "a:a:1\n",
		"/gradle/dependency-locks/testRuntimeClasspath.lockfile": "a:a:1\nb:b:1\n",
	});

	assert.deepEqual(
		namesWhere(inventory, ({ development }) => development === true),
		["b:b"],
	);
});

test("a lock of sbt is read", () => {
	const dependencies = [
		{ org: "org.typelevel", name: "cats-core_2.13", version: "2.9.0", configurations: ["compile", "test"] },
		{ org: "org.scalatest", name: "scalatest_2.13", version: "3.2.15", configurations: ["test"] },
		{ org: 5 },
	];

	const inventory = inventoryOf({ "/build.sbt.lock": JSON.stringify({ lockVersion: 1, dependencies }), "/x/build.sbt.lock": "[" });

	assert.deepEqual(versionsOf(inventory), ["org.scalatest:scalatest_2.13@3.2.15", "org.typelevel:cats-core_2.13@2.9.0"]);
	assert.deepEqual(
		namesWhere(inventory, ({ development }) => development === true),
		["org.scalatest:scalatest_2.13"],
	);
	assert.deepEqual(codesOf(inventory), ["file-malformed", "file-malformed"]);
});

test("in an image what is declared counts only where nothing is built", () => {
	const pom = pomOf({ id: "g:m:1", dependencies: ["a:a:1"] });
	const jar = jarOf({ "META-INF/maven/g/m/pom.properties": "groupId=g\nartifactId=m\nversion=1\n" });

	const built = inventoryOf({ "/app/pom.xml": pom, "/app/m.jar": jar }, { subject: "image" });
	const source = inventoryOf({ "/app/pom.xml": pom }, { subject: "image" });

	assert.deepEqual([versionsOf(built), versionsOf(source)], [["g:m@1"], ["a:a@1"]]);
});

test("many projects with many inherited dependencies end in bounded time", () => {
	const dependencies = Array.from({ length: 2000 }, (_, index) => `g:a${index}:1`);
	const projects = Array.from({ length: 100 }, (_, index) => [`/m${index}/pom.xml`, pomOf({ id: `:m${index}`, parent: "g:p:1" })]);

	const inventory = inventoryOf({ "/pom.xml": pomOf({ id: "g:p:1", dependencies }), ...Object.fromEntries(projects) });

	assert.equal(inventory.packages.length, 2000);
	assert.deepEqual(codesOf(inventory), ["file-limit"]);
});

test("a list of versions is imported by the version it means, its own or its parent's", () => {
	const revision = `\${revision}`;
	const inventory = inventoryOf({
		"/pom.xml": pomOf({ id: `g:root:${revision}`, properties: { revision: "7" } }),
		"/bom/pom.xml": pomOf({ id: ":bom", parent: `g:root:${revision}`, managed: ["a:a:1"] }),
		"/own/pom.xml": pomOf({ id: `g:own:${revision}`, properties: { revision: "8" }, managed: ["b:b:2"] }),
		"/app/pom.xml": pomOf({ id: "g:app:1", managed: ["g:bom:7:import", "g:own:8:import"], dependencies: ["a:a", "b:b"] }),
	});

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["a:a@1", "b:b@2"], []]);
});
