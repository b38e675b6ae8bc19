import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, namesWhere, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

const PROJECT = testdata("nuget", "App.csproj.xml");
const CENTRAL = testdata("nuget", "Directory.Packages.props");

function project(items: string): string {
	return `<Project>${items}</Project>`;
}

test("packages.lock.json: all but projects, for every framework and platform", () => {
	const inventory = inventoryOf({ "/src/App/packages.lock.json": testdata("nuget", "packages.lock.json") });

	assert.deepEqual(inventory.coverage, []);
	assert.deepEqual(versionsOf(inventory), [
		"Example.Ballast@3.0.0",
		"Example.Hull@1.2.0",
		"Example.Keel@2.0.1",
		"Example.Native@0.9.0-rc.1",
	]);
	assert.deepEqual(packageNamed(inventory, "Example.Hull"), {
		purl: "pkg:nuget/Example.Hull@1.2.0",
		type: "nuget",
		name: "Example.Hull",
		version: "1.2.0",
		ecosystem: "NuGet",
		licenses: [],
		direct: true,
		dependsOn: ["pkg:nuget/Example.Keel@2.0.1"],
		hashes: [{ algorithm: "sha512", value: "61".repeat(64) }],
		locations: [{ path: "/src/App/packages.lock.json" }],
	});
	assert.deepEqual(packageNamed(inventory, "Example.Native").dependsOn, ["pkg:nuget/Example.Keel@2.0.1"]);
});

test("project.assets.json: what a restore chose, what is asked for, and what is for development", () => {
	const inventory = inventoryOf({ "/src/App/obj/project.assets.json": testdata("nuget", "project.assets.json") });

	assert.deepEqual(
		inventory.packages.map(({ purl, direct, development }) => [purl, direct, development]),
		[
			["pkg:nuget/Example.Analyzers@1.0.0", true, true],
			["pkg:nuget/Example.Hull@1.2.0", true, false],
			["pkg:nuget/Example.Keel@2.0.1", false, undefined],
		],
	);
	assert.deepEqual(packageNamed(inventory, "Example.Hull").dependsOn, ["pkg:nuget/Example.Keel@2.0.1"]);
	assert.equal(packageNamed(inventory, "Example.Keel").hashes?.[0]?.value, "62".repeat(64));
});

test("packages.config: every package, and what is for development", () => {
	const inventory = inventoryOf({ "/src/packages.config": testdata("nuget", "packages.config") });

	assert.deepEqual(versionsOf(inventory), ["Example.Hull@1.2.0", "Example.Style@1.0.0"]);
	assert.deepEqual(
		namesWhere(inventory, ({ development }) => development === true),
		["Example.Style"],
	);
});

test("a project file: attributes, elements, properties and central versions; what cannot be told is said", () => {
	const inventory = inventoryOf({ "/src/App/App.csproj": PROJECT, "/src/Directory.Packages.props": CENTRAL });

	assert.deepEqual(versionsOf(inventory), [
		"Example.Analyzers@1.0.0",
		"Example.Central@5.6.7",
		"Example.Everywhere@0.2.0",
		"Example.Hull@1.2.0",
		"Example.Keel@2.0.1",
		"Example.Legacy@0.1.0",
		"Example.Overridden@4.1.0",
		"Example.Style@1.0.0",
	]);
	assert.deepEqual(
		namesWhere(inventory, ({ development }) => development === true),
		["Example.Analyzers", "Example.Everywhere", "Example.Style"],
	);
	assert.deepEqual(
		inventory.coverage.map(({ code, message }) => [code, /asks for (\S+)/.exec(message)?.[1]]),
		[
			["version-unresolved", "Example.Floating"],
			["version-unresolved", "Example.Unknown"],
		],
	);
	assert.deepEqual(packageNamed(inventory, "Example.Everywhere").locations, [{ path: "/src/Directory.Packages.props" }]);
});

test("only the nearest central file counts", () => {
	const near = project('<ItemGroup><PackageVersion Include="A" Version="2.0.0"/></ItemGroup>');
	const far = project('<ItemGroup><PackageVersion Include="A" Version="1.0.0"/><PackageVersion Include="B" Version="1.0.0"/></ItemGroup>');
	const file = project('<ItemGroup><PackageReference Include="A"/><PackageReference Include="B"/></ItemGroup>');

	const inventory = inventoryOf({
		"/Directory.Packages.props": far,
		"/src/Directory.Packages.props": near,
		"/src/App/App.fsproj": file,
		"/lib/Lib.vbproj": file,
	});

	assert.deepEqual(versionsOf(inventory), ["A@1.0.0", "A@2.0.0", "B@1.0.0"]);
	assert.deepEqual(codesOf(inventory), ["version-unresolved"]);
});

test("a project that a lock or a restore tells of is told by that", () => {
	const file = project('<ItemGroup><PackageReference Include="Example.Hull" Version="1.0.0"/></ItemGroup>');
	const versions = (files: Record<string, string | Buffer>): string[] => versionsOf(inventoryOf({ "/a/App.csproj": file, ...files }));

	assert.deepEqual(versions({}), ["Example.Hull@1.0.0"]);
	for (const told of ["/a/packages.lock.json", "/a/packages.App.lock.json"]) {
		assert.ok(!versions({ [told]: testdata("nuget", "packages.lock.json") }).includes("Example.Hull@1.0.0"));
	}
	assert.ok(!versions({ "/a/obj/project.assets.json": testdata("nuget", "project.assets.json") }).includes("Example.Hull@1.0.0"));
	assert.ok(versions({ "/a/packages.Other.lock.json": testdata("nuget", "packages.lock.json") }).includes("Example.Hull@1.0.0"));
});

const VERSIONS: readonly (readonly [written: string, version: string | undefined])[] = [
	["1.0", "1.0"],
	[" 1.0.0-beta.1 ", "1.0.0-beta.1"],
	["[1.0]", "1.0"],
	["[ 1.0 ]", "1.0"],
	["[1.0,2.0)", undefined],
	["(1.0,)", undefined],
	["*", undefined],
	["1.0.*", undefined],
	["", undefined],
];

for (const [written, version] of VERSIONS) {
	test(`a project that asks for ${JSON.stringify(written)} gets ${version ?? "what cannot be told"}`, () => {
		const file = project(`<ItemGroup><PackageReference Include="A" Version="${written}"/></ItemGroup>`);

		const inventory = inventoryOf({ "/App.csproj": file });

		assert.deepEqual(versionsOf(inventory), version === undefined ? [] : [`A@${version}`]);
		assert.deepEqual(codesOf(inventory), version === undefined ? ["version-unresolved"] : []);
	});
}

test("a project with very many packages, properties and projects beside it is read to its end", () => {
	const names = Array.from({ length: 50_000 }, (_, index) => `P${index}`);
	const values = names.map((name) => `<${name}>1</${name}>`).join("");
	const shared = project(
		`<PropertyGroup>${values}</PropertyGroup><ItemGroup><GlobalPackageReference Include="${names.join(";")}"/></ItemGroup>`,
	);
	const file = project(`<ItemGroup><PackageReference Include="${names.join(";")}" Version="1.0"/></ItemGroup>`);
	const small = project('<ItemGroup><PackageReference Include="A" Version="$(P1).0"/></ItemGroup>');
	const projects = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`/p${index}/App.csproj`, small]));

	const inventory = inventoryOf({ ...projects, "/App.csproj": file, "/Directory.Packages.props": shared });

	assert.deepEqual([inventory.packages.length, packageNamed(inventory, "A").version], [50_001, "1.0"]);
});

test("a lock of very many platforms costs no more than its size", () => {
	const base = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`P${index}`, { type: "Direct", resolved: "1.0.0" }]));
	const platforms = Array.from({ length: 5000 }, (_, index) => [
		`net8.0/p${index}`,
		{ N: { resolved: "1.0.0", dependencies: { p1: "1" } } },
	]);

	const inventory = inventoryOf({
		"/packages.lock.json": JSON.stringify({ dependencies: { "net8.0": base, ...Object.fromEntries(platforms) } }),
	});

	assert.deepEqual([inventory.packages.length, packageNamed(inventory, "N").dependsOn], [5001, ["pkg:nuget/P1@1.0.0"]]);
});

test("properties that refer to each other without end cannot be told", () => {
	const bomb = Array.from({ length: 40 }, (_, index) => `<P${index}>$(P${index + 1})$(P${index + 1})</P${index}>`).join("");
	for (const properties of ["<P0>$(P1)</P0><P1>$(P0)</P1>", bomb]) {
		const file = project(
			`<PropertyGroup>${properties}</PropertyGroup><ItemGroup><PackageReference Include="A" Version="$(P0)"/></ItemGroup>`,
		);

		assert.deepEqual(codesOf(inventoryOf({ "/App.csproj": file })), ["version-unresolved"]);
	}
});

for (const [path, text] of [
	["/packages.lock.json", "{"],
	["/packages.lock.json", "{}"],
	["/obj/project.assets.json", '{"targets":[]}'],
	["/packages.config", "<configuration/>"],
	["/packages.config", "<packages>"],
	["/App.csproj", "<Project><ItemGroup>"],
	["/App.csproj", '<!DOCTYPE p [<!ENTITY a "b">]><Project/>'],
	["/packages/a/1.0.0/a.nuspec", "<package/>"],
] as const) {
	test(`${path} that is ${text} is said`, () => {
		assert.deepEqual(codesOf(inventoryOf({ [path]: text })), ["file-malformed"]);
	});
}

test("an entry without a valid name and version costs itself", () => {
	const lock = '{"dependencies":{"net8.0":{"a b":{"resolved":"1"},"C":{"type":"Direct"},"__proto__":{"type":"Direct","resolved":"1"}}}}';

	const inventory = inventoryOf({ "/packages.lock.json": lock });

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["__proto__@1"], ["file-malformed", "file-malformed"]]);
});
