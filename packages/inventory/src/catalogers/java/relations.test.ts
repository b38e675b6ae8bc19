import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { inventoryExcerpts, takeInventory } from "../../take-inventory.ts";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { memoryTree } from "../../testing/memory-tree.ts";
import { jarOf } from "../../testing/zip-of.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Coordinates are `artifact:version`, dependencies `artifact[:version[:scope]]`; the group is `org.test`. */
function project(coordinates: string, dependencies: readonly string[] = []): Files {
	const [artifact, version] = coordinates.split(":");
	const folder = `META-INF/maven/org.test/${artifact}`;
	return {
		[`${folder}/pom.properties`]: `groupId=org.test\nartifactId=${artifact}\nversion=${version}\n`,
		[`${folder}/pom.xml`]: `<project><groupId>org.test</groupId><artifactId>${artifact}</artifactId><version>${version}</version>
			<dependencies>${dependencies.map(dependency).join("")}</dependencies></project>`,
	};
}

function dependency(text: string): string {
	const [artifact, version = "", scope = "", optional = ""] = text.split(":");
	const fields = { groupId: `\${project.groupId}`, artifactId: artifact, version, scope, optional };
	const elements = Object.entries(fields).filter(([, value]) => value !== "");
	return `<dependency>${elements.map(([name, value]) => `<${name}>${value}</${name}>`).join("")}</dependency>`;
}

const purlOf = (coordinates: string): string => `pkg:maven/org.test/${coordinates.replace(":", "@")}`;

test("what lies inside an archive is contained in it, shaded projects too", () => {
	const war = jarOf({ "WEB-INF/lib/lib-1.jar": jarOf({ ...project("lib:1"), ...project("shaded:2") }), ...project("web:1") });
	const inventory = inventoryOf({ "/srv/app-1.ear": jarOf({ "web.war": war, ...project("app:1") }) });

	const around = Object.fromEntries(inventory.packages.map(({ name, containedIn }) => [name, containedIn]));
	assert.deepEqual(around, {
		"org.test:app": undefined,
		"org.test:web": [purlOf("app:1")],
		"org.test:lib": [purlOf("web:1")],
		"org.test:shaded": [purlOf("lib:1")],
	});
});

test("an archive that is no package is passed over", () => {
	const war = jarOf({ "WEB-INF/lib/lib-1.jar": jarOf(project("lib:1")) });

	const inventory = inventoryOf({ "/app-1.ear": jarOf({ "web.war": war, ...project("app:1") }), "/other.jar": jarOf({ "a.war": war }) });

	assert.deepEqual(packageNamed(inventory, "org.test:lib").containedIn, [purlOf("app:1")]);
});

test("a package of two places is contained in both, never in itself", () => {
	const lib = jarOf({ ...project("lib:1"), "copy/lib-1.jar": jarOf(project("lib:1")) });

	const inventory = inventoryOf({
		"/a-1.jar": jarOf({ "lib.jar": lib, ...project("a:1") }),
		"/b-1.jar": jarOf({ "lib.jar": lib, ...project("b:1") }),
	});

	assert.deepEqual(packageNamed(inventory, "org.test:lib").containedIn, [purlOf("a:1"), purlOf("b:1")]);
});

test("an archive needs what its project needs to run, of the version that is there", () => {
	const needs = ["same:1", "newer:1", "managed", "provided:1:provided", "test:1:test", "optional:1:compile:true", "absent:1"];
	const others = ["same:1", "newer:2", "managed:3", "provided:1", "test:1", "optional:1"];

	const inventory = inventoryOf({
		"/lib/app.jar": jarOf(project("app:1", needs)),
		...Object.fromEntries(others.map((one) => [`/lib/${one.replace(":", "-")}.jar`, jarOf(project(one))])),
	});

	assert.deepEqual(packageNamed(inventory, "org.test:app").dependsOn, ["managed:3", "newer:2", "provided:1", "same:1"].map(purlOf));
});

test("of several versions the named one counts, else the nearest", () => {
	const inventory = inventoryOf({
		"/one/named.jar": jarOf(project("named:1", ["lib:3"])),
		"/one/near.jar": jarOf(project("near:1", ["lib"])),
		"/one/lib-1.jar": jarOf(project("lib:1")),
		"/two/fat.jar": jarOf({ ...project("fat:1", ["lib:9"]), "lib-2.jar": jarOf(project("lib:2")) }),
		"/two/lib-3.jar": jarOf(project("lib:3")),
		"/three/far.jar": jarOf(project("far:1", ["lib"])),
	});

	const needed = ["named", "near", "fat", "far"].map((name) => packageNamed(inventory, `org.test:${name}`).dependsOn);
	assert.deepEqual(needed, [[purlOf("lib:3")], [purlOf("lib:1")], [purlOf("lib:2")], undefined]);
});

test("hashes are those of the archive that is the package, of nested ones too", () => {
	const inner = jarOf({ ...project("inner:1"), ...project("shaded:1") });

	const inventory = inventoryOf({ "/fat.jar": jarOf({ "inner-1.jar": inner }) });

	assert.deepEqual(packageNamed(inventory, "org.test:inner").hashes, [
		{ algorithm: "sha1", value: hash("sha1", inner) },
		{ algorithm: "sha256", value: hash("sha256", inner) },
	]);
	assert.equal(packageNamed(inventory, "org.test:shaded").hashes, undefined);
});

test("an index of SHA-1s tells archives before anything is concluded", () => {
	const jar = testdata("java", "kafka-clients-3.6.1.jar");
	const coordinates = { group: "org.known", artifact: "known", version: "7" };
	const options = {
		subject: "directory",
		limits: defaultLimits(),
		javaIndex: (sha1: string) => (sha1 === hash("sha1", jar) ? coordinates : undefined),
	} as const;
	const tree = memoryTree({ "/kafka-clients-3.6.1.jar": jar, "/x-1.jar": jarOf({}) }, [], inventoryExcerpts(options));

	const inventory = takeInventory(tree, options);

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["org.known:known@7", "x@1"], ["identity-guessed"]]);
	assert.doesNotMatch(inventory.coverage[0]?.message ?? "", /kafka/);
});
