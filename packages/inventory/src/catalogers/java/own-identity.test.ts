import assert from "node:assert/strict";
import { test } from "node:test";
import { readArchiveName } from "./archive-name.ts";
import { KNOWN_GROUPS, knownGroupOf } from "./known-groups.ts";
import { ownIdentity } from "./own-identity.ts";

const NAMES: readonly (readonly [file: string, name: string, version: string | undefined])[] = [
	["guava-31.1-jre.jar", "guava", "31.1-jre"],
	["log4j-1.2-api-2.17.1.jar", "log4j-1.2-api", "2.17.1"],
	["netty-transport-native-epoll-4.1.104.Final-linux-x86_64.jar", "netty-transport-native-epoll", "4.1.104.Final"],
	["kafka_2.13-3.6.1.jar", "kafka_2.13", "3.6.1"],
	["geronimo-jta_1.1_spec-1.1.1.jar", "geronimo-jta_1.1_spec", "1.1.1"],
	["foo-1.0-20230101.123456-1.jar", "foo", "1.0-20230101.123456-1"],
	["foo-1.0-SNAPSHOT.war", "foo", "1.0-SNAPSHOT"],
	["guava-r09.jar", "guava", "r09"],
	["app.jar", "app", undefined],
	["google-http-client-apache-v2-1.43.3.jar", "google-http-client-apache-v2", "1.43.3"],
	["jmdns-3.2.1-hudson-1.jar", "jmdns", "3.2.1-hudson-1"],
	["swt-3.7-linux-64.jar", "swt", "3.7"],
	["jsr181-api-1.0-MR1.jar", "jsr181-api", "1.0-MR1"],
	["closure-compiler-v20231112.jar", "closure-compiler", "v20231112"],
	["/a/b.jar:BOOT-INF/lib/x-1.jar", "x", "1"],
	["spring-boot-2.7.0.RELEASE.hpi", "spring-boot", "2.7.0.RELEASE"],
];

for (const [file, name, version] of NAMES) {
	test(`${file} is ${name} of version ${version}`, () => {
		const found = readArchiveName(file);

		assert.deepEqual([found.name, found.version], [name, version]);
	});
}

test("names of any length and kind are taken apart in bounded time", () => {
	for (const piece of ["-1", "1", "-r", "-1.alpha", "alpha1", "-v1.", "é"]) {
		const found = readArchiveName(`${piece.repeat(20_000)}.jar`);

		assert.ok(found.name.length <= 255);
	}
});

const IDENTITIES: readonly (readonly [what: string, file: string, manifest: Readonly<Record<string, string>>, expected: string])[] = [
	["a title with coordinates", "a-b-1.jar", { "implementation-title": "x.y#a-b;1", "implementation-version": "1" }, "x.y:a-b@1"],
	["a symbolic name of group and artifact", "a-b-1.jar", { "bundle-symbolicname": "x.y.a-b;singleton:=true" }, "x.y:a-b@1"],
	[
		"a shortened symbolic name",
		"commons-lang3-3.jar",
		{ "bundle-symbolicname": "org.apache.commons.lang3" },
		"org.apache.commons:commons-lang3@3",
	],
	["a module name", "api-guard-1.jar", { "automatic-module-name": "org.api.guard" }, "org.api:api-guard@1"],
	["a vendor's id", "a-1.jar", { "implementation-vendor-id": "x.y" }, "x.y:a@1"],
	["a symbolic name that ends with the artifact", "guava2-1.jar", { "bundle-symbolicname": "com.x.guava2" }, "com.x.guava2:guava2@1"],
	["what is known of the artifact", "hibernate-core-5.6.15.Final.jar", {}, "org.hibernate:hibernate-core@5.6.15.Final"],
	["and since when", "hibernate-core-6.4.1.Final.jar", {}, "org.hibernate.orm:hibernate-core@6.4.1.Final"],
	[
		"a symbolic name in place of a version in the file's",
		"catalina.jar",
		{ "bundle-symbolicname": "org.apache.tomcat-catalina", "implementation-version": "9.0.60" },
		"org.apache.tomcat:tomcat-catalina@9.0.60",
	],
	[
		"a title where nothing else tells",
		"x.jar",
		{ "implementation-title": "x-tool", "implementation-version": "2 build 5" },
		"undefined:x-tool@2",
	],
	[
		"the file's version where the manifest names another",
		"reactor-netty-incubator-quic-0.1.14.jar",
		{ "implementation-title": "reactor-netty-incubator-quic", "implementation-version": "1.1.14" },
		"undefined:reactor-netty-incubator-quic@0.1.14",
	],
	[
		"a version of the manifest that the file's name ends with",
		"akka-protobuf-v3_2.13-2.8.5.jar",
		{ "implementation-version": "2.8.5", "implementation-vendor-id": "com.typesafe.akka" },
		"com.typesafe.akka:akka-protobuf-v3_2.13@2.8.5",
	],
	[
		"what a plug-in of Jenkins says",
		"anything.hpi",
		{ "short-name": "git", "group-id": "org.jenkins-ci.plugins", "plugin-version": "5.2.1 (private)" },
		"org.jenkins-ci.plugins:git@5.2.1",
	],
	["an extension's name", "mail-1.4.jar", { "extension-name": "javax.mail" }, "javax.mail:mail@1.4"],
	["a name made of group and artifact", "org.osgi.core-6.0.0.jar", { "bundle-symbolicname": "osgi.core" }, "org.osgi:org.osgi.core@6.0.0"],
	[
		"the file's version where the manifest adds a build",
		"kotlin-stdlib-1.9.21.jar",
		{ "implementation-title": "kotlin-stdlib", "implementation-version": "1.9.21-release-633" },
		"org.jetbrains.kotlin:kotlin-stdlib@1.9.21",
	],
];

for (const [what, file, manifest, expected] of IDENTITIES) {
	test(`an archive is told by ${what}`, () => {
		const own = ownIdentity(`/lib/${file}`, new Map(Object.entries(manifest)));

		assert.equal(`${own?.groupId}:${own?.artifactId}@${own?.version}`, expected);
	});
}

test("what nothing tells is nothing", () => {
	for (const manifest of [{}, { "implementation-version": `\${version}` }, { "implementation-version": "unspecified" }]) {
		assert.equal(ownIdentity("/lib/a.jar", new Map(Object.entries(manifest))), undefined);
	}
	assert.equal(ownIdentity("/lib/a b-1.jar", new Map()), undefined);
});

test("only what the manifest does not tell is a guess", () => {
	const told = ownIdentity(
		"/a-b-1.jar",
		new Map([
			["bundle-symbolicname", "x.y.a-b"],
			["bundle-version", "1.0"],
		]),
	);
	const guessed = ownIdentity("/a-b-1.jar", new Map([["implementation-vendor-id", "x.y"]]));

	assert.deepEqual([told?.guessed, guessed?.guessed], [undefined, "group by its vendor, version by the file's name"]);
});

test("every known group is a group, and later ones stand behind earlier ones", () => {
	for (const { groupId = "same" } of KNOWN_GROUPS) assert.match(groupId, /^[a-z][a-z0-9.-]*$/);
	assert.equal(knownGroupOf("tomcat-embed-core", "10.1.1"), "org.apache.tomcat.embed");
	assert.equal(knownGroupOf("tomcat-coyote", "10.1.1"), "org.apache.tomcat");
	assert.equal(knownGroupOf("dom4j", "1.6.1"), "dom4j");
	assert.equal(knownGroupOf("dom4j", "2.1.4"), "org.dom4j");
	assert.equal(knownGroupOf("okhttp", "2.7.5"), undefined);
});
