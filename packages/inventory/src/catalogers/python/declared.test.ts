import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, namesWhere, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

const CORE = ["certifi", "charset-normalizer", "idna", "jinja2", "markupsafe", "requests"];

const LOCKS: readonly (readonly [
	fixture: string,
	path: string,
	flags: { readonly direct: readonly string[]; readonly development: readonly string[] },
])[] = [
	["uv.lock", "/uv.lock", { direct: ["colorama", "iniconfig", "jinja2", "requests"], development: ["iniconfig"] }],
	["poetry.lock", "/poetry.lock", { direct: [], development: ["iniconfig"] }],
	["Pipfile.lock", "/Pipfile.lock", { direct: [], development: ["iniconfig"] }],
	["pylock.uv.toml", "/pylock.toml", { direct: [], development: [] }],
];

for (const [fixture, path, flags] of LOCKS) {
	test(`${fixture} gives its packages, and the flags it has`, () => {
		const inventory = inventoryOf({ [path]: testdata("python", fixture) });

		const names = inventory.packages.map(({ name }) => name);
		assert.deepEqual(inventory.coverage, []);
		for (const name of [...CORE, "iniconfig", "urllib3"]) assert.ok(names.includes(name), name);
		assert.ok(!names.includes("example-app"));
		assert.ok(versionsOf(inventory).includes("requests@2.31.0"));
		assert.deepEqual(
			namesWhere(inventory, ({ direct }) => direct === true),
			flags.direct,
		);
		assert.deepEqual(
			namesWhere(inventory, ({ development }) => development === true),
			flags.development,
		);
	});
}

for (const [fixture, path] of [
	["uv.lock", "/uv.lock"],
	["poetry.lock", "/poetry.lock"],
	["pylock.uv.toml", "/pylock.toml"],
] as const) {
	test(`${fixture} says who needs whom, if it does, and the hash of what leaves no choice of archives`, () => {
		const inventory = inventoryOf({ [path]: testdata("python", fixture) });

		const { dependsOn, hashes } = packageNamed(inventory, "jinja2");
		const markupsafe = `pkg:pypi/markupsafe@${packageNamed(inventory, "markupsafe").version}`;
		assert.deepEqual(dependsOn, fixture.startsWith("pylock") ? undefined : [markupsafe]);
		const value = "6088930bfe239f0e6710546ab9c19c9ef35e29792895fed6e6e31a023a182a61";
		assert.deepEqual(hashes, [{ algorithm: "sha256", value }]);
		assert.equal(packageNamed(inventory, "markupsafe").hashes, undefined);
	});
}

test("a dependency on a name of several versions is on the one that the lock says, or on each", () => {
	const table = (name: string, version: string, needs = ""): string => `[[package]]\nname = "${name}"\nversion = "${version}"\n${needs}\n`;
	const needs = `dependencies = [{name = "b", version = "2"}, {name = "c"}, {name = "d"}]`;
	const many = Array.from({ length: 9 }, (_, index) => table("d", String(index))).join("");

	const inventory = inventoryOf({
		"/uv.lock": `${table("a", "1", needs)}${table("b", "1")}${table("b", "2")}${table("c", "1")}${table("c", "2")}${many}`,
	});

	assert.deepEqual(packageNamed(inventory, "a").dependsOn, ["pkg:pypi/b@2", "pkg:pypi/c@1", "pkg:pypi/c@2"]);
});

test("pip's lock goes by any name after pylock", () => {
	const inventory = inventoryOf({ "/pylock.prod.toml": testdata("python", "pylock.pip.toml") });

	assert.equal(inventory.packages.length, 5);
});

test("a lock says where it has no version", () => {
	const inventory = inventoryOf({
		"/pylock.toml": '[[packages]]\nname = "git"\nvcs = {type = "git", url = "https://user:s3cret@host/x"}\n',
		"/Pipfile.lock": '{"default":{"git":{"git":"https://host/x","ref":"1"},"local":{"path":".","editable":true}}}',
	});

	assert.deepEqual(codesOf(inventory), ["version-unresolved", "version-unresolved"]);
	assert.doesNotMatch(JSON.stringify(inventory), /s3cret/);
});

test("old poetry locks say the category", () => {
	const inventory = inventoryOf({ "/poetry.lock": '[[package]]\nname = "A_b.c"\nversion = "1.0"\ncategory = "dev"\n' });

	assert.deepEqual(
		inventory.packages.map(({ purl, development }) => [purl, development]),
		[["pkg:pypi/a-b-c@1.0", true]],
	);
});

for (const [path, text] of [
	["/uv.lock", "[[package]\n"],
	["/poetry.lock", "package = 1\n"],
	["/Pipfile.lock", "[]"],
	["/pylock.toml", '[[packages]]\nname = "a b"\nversion = "1"\n'],
] as const) {
	test(`${path} that is ${JSON.stringify(text)} is said`, () => {
		const inventory = inventoryOf({ [path]: text });

		assert.deepEqual(codesOf(inventory), ["file-malformed"]);
	});
}

test("TOML nested too deeply is a limit", () => {
	const inventory = inventoryOf({ "/uv.lock": `a = ${"[".repeat(100_000)}` });

	assert.deepEqual([codesOf(inventory), inventory.coverage[0]?.limit], [["file-limit"], "maxDepth"]);
});

test("keys called __proto__ and constructor pollute nothing", () => {
	const inventory = inventoryOf({
		"/uv.lock": '[__proto__]\npolluted = 1\n[constructor]\nx = 1\n[[package]]\nname = "constructor"\nversion = "1"\n',
		"/Pipfile.lock": '{"__proto__":{"polluted":{"version":"==1"}},"default":{"__proto__":{"version":"==1"}}}',
	});

	assert.ok(versionsOf(inventory).includes("constructor@1"));
	assert.equal("polluted" in {}, false);
});

test("a uv lock that names one package 50,000 times is read to its end", () => {
	const text = '[[package]]\nname = "a"\nversion = "1"\ndependencies = [{name = "b"}]\n'.repeat(50_000);

	const inventory = inventoryOf({ "/uv.lock": `[[package]]\nname = "me"\nsource = {virtual = "."}\n${text}` });

	assert.deepEqual(versionsOf(inventory), ["a@1"]);
});
