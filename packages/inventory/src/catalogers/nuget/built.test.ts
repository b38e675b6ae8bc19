import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, namesWhere, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

const DEPS = testdata("nuget", "Python.Runtime.deps.json");
const ASSEMBLY = testdata("nuget", "ClrLoader.dll");
const LOCK = testdata("nuget", "packages.lock.json");

const TARGET = ".NETCoreApp,Version=v8.0/linux-x64";

/** A `deps.json` of some libraries: what each brings and needs. */
function deps(libraries: Readonly<Record<string, { readonly type?: string; readonly [assets: string]: unknown }>>): string {
	const targets = { ".NETCoreApp,Version=v8.0": {}, [TARGET]: libraries };
	const types = Object.entries(libraries).map(([key, { type = "package" }]) => [key, { type, sha512: "" }]);
	return JSON.stringify({ runtimeTarget: { name: TARGET, signature: "" }, targets, libraries: Object.fromEntries(types) });
}

test("an application's list gives its libraries, what it asks for itself, and hashes", () => {
	const inventory = inventoryOf({ "/app/Python.Runtime.deps.json": DEPS }, { subject: "image" });

	assert.deepEqual(versionsOf(inventory), [
		"Microsoft.CSharp@4.7.0",
		"Microsoft.SourceLink.GitHub@10.0.401",
		"Python.Runtime@3.2.1",
		"System.Buffers@4.6.1",
		"System.IO.Hashing@10.0.12",
		"System.Memory@4.6.3",
		"System.Numerics.Vectors@4.6.1",
		"System.Reflection.Emit.ILGeneration@4.7.0",
		"System.Reflection.Emit@4.7.0",
		"System.Runtime.CompilerServices.Unsafe@6.1.2",
	]);
	assert.deepEqual(
		namesWhere(inventory, ({ direct }) => direct === true),
		["Microsoft.CSharp", "Microsoft.SourceLink.GitHub", "System.Reflection.Emit"],
	);
	const { dependsOn, hashes, ecosystem, purl } = packageNamed(inventory, "System.IO.Hashing");
	assert.deepEqual(
		{ dependsOn, ecosystem, purl },
		{
			dependsOn: ["pkg:nuget/System.Buffers@4.6.1", "pkg:nuget/System.Memory@4.6.3"],
			ecosystem: "NuGet",
			purl: "pkg:nuget/System.IO.Hashing@10.0.12",
		},
	);
	assert.deepEqual([hashes?.[0]?.algorithm, hashes?.[0]?.value.length], ["sha512", 128]);
});

test("only what is there at run time counts, and what stands for it", () => {
	const list = deps({
		"App/1.0.0": { type: "project", dependencies: { Meta: "1.0.0", Build: "1.0.0" }, runtime: { "App.dll": {} } },
		"Meta/1.0.0": { dependencies: { real: "1.5.0" } },
		"Real/2.0.0": { runtime: { "lib/net8.0/Real.dll": {} } },
		"Native/1.0.0": { native: { "runtimes/linux-x64/native/libn.so": {} } },
		"Portable/1.0.0": { runtimeTargets: { "runtimes/win/lib/P.dll": {} } },
		"Placeholder/1.0.0": { runtime: { "lib/net8.0/_._": {} } },
		"Build/1.0.0": {},
		"System.Private/8.0.0": { type: "referenceassembly", compile: { "System.Private.dll": {} } },
		"runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.15": { type: "runtimepack", runtime: { "System.dll": {} } },
	});

	const inventory = inventoryOf({ "/app/App.deps.json": list });

	assert.deepEqual(versionsOf(inventory), [
		"App@1.0.0",
		"Meta@1.0.0",
		"Microsoft.NETCore.App.Runtime.linux-x64@8.0.15",
		"Native@1.0.0",
		"Portable@1.0.0",
		"Real@2.0.0",
	]);
	assert.deepEqual(packageNamed(inventory, "Meta").dependsOn, ["pkg:nuget/Real@2.0.0"]);
	assert.deepEqual(packageNamed(inventory, "Microsoft.NETCore.App.Runtime.linux-x64").cpes, [
		"cpe:2.3:a:microsoft:.net:8.0.15:*:*:*:*:*:*:*",
	]);
});

test("libraries whose code was put into another have no files of their own", () => {
	const list = deps({
		"App/1.0.0": { type: "project", runtime: { "App.dll": {} } },
		"Merged/1.0.0": {},
		"ILRepack.Lib.MSBuild.Task/2.0.18": {},
	});

	assert.deepEqual(versionsOf(inventoryOf({ "/App.deps.json": list })), ["App@1.0.0", "ILRepack.Lib.MSBuild.Task@2.0.18", "Merged@1.0.0"]);
});

test("a list without the target it names, or with none, is read as a whole", () => {
	const libraries = { "A/1.0.0": { type: "package" } };
	const unnamed = {
		targets: { x: { "A/1.0.0": { runtime: { "A.dll": {} } } }, y: { "B/1.0.0": { runtime: { "B.dll": {} } } } },
		libraries,
	};

	assert.deepEqual(versionsOf(inventoryOf({ "/a.deps.json": JSON.stringify(unnamed) })), ["A@1.0.0", "B@1.0.0"]);
	assert.deepEqual(versionsOf(inventoryOf({ "/a.deps.json": JSON.stringify({ libraries }) })), ["A@1.0.0"]);
});

test("shared frameworks are packages of their own, by their folders", () => {
	const list = deps({ "Microsoft.AspNetCore.App.Runtime.linux-x64/8.0.1": { runtime: { "Microsoft.AspNetCore.dll": {} } } });
	const inventory = inventoryOf(
		{
			"/usr/share/dotnet/shared/Microsoft.AspNetCore.App/8.0.1/Microsoft.AspNetCore.App.deps.json": list,
			"/usr/share/dotnet/shared/Microsoft.NETCore.App/3.1.23/System.Loader.dll": ASSEMBLY,
		},
		{ subject: "image" },
	);

	assert.deepEqual(
		inventory.packages.map(({ purl, cpes }) => [purl, cpes?.[0]]),
		[
			["pkg:nuget/Microsoft.AspNetCore.App.Runtime.linux-x64@8.0.1", "cpe:2.3:a:microsoft:asp.net_core:8.0.1:*:*:*:*:*:*:*"],
			["pkg:nuget/Microsoft.AspNetCore.App@8.0.1", "cpe:2.3:a:microsoft:asp.net_core:8.0.1:*:*:*:*:*:*:*"],
			["pkg:nuget/Microsoft.NETCore.App@3.1.23", "cpe:2.3:a:microsoft:.net_core:3.1.23:*:*:*:*:*:*:*"],
		],
	);
});

test("an assembly that no list tells of is told by its version resource, and that is said", () => {
	const inventory = inventoryOf({ "/app/lib/ClrLoader.dll": ASSEMBLY }, { subject: "image" });

	assert.deepEqual(inventory.packages, [
		{
			purl: "pkg:nuget/ClrLoader@1.0.0",
			type: "nuget",
			name: "ClrLoader",
			version: "1.0.0",
			ecosystem: "NuGet",
			licenses: [],
			locations: [{ path: "/app/lib/ClrLoader.dll" }],
		},
	]);
	assert.deepEqual(codesOf(inventory), ["operating-system-unknown", "identity-guessed"]);
});

test("assemblies that a list beside or above them tells of, descriptions for compilers and Windows' own files are none", () => {
	const list = deps({
		"App/1.0.0": { type: "project", runtime: { "App.dll": {} } },
		"Loader/2.0.0": { runtime: { "lib/net8.0/ClrLoader.dll": {} } },
	});
	const inventory = inventoryOf({
		"/app/App.deps.json": list,
		"/app/ClrLoader.dll": ASSEMBLY,
		"/app/runtimes/win/lib/net8.0/clrloader.dll": ASSEMBLY,
		"/app/de/ClrLoader.resources.dll": ASSEMBLY,
		"/dotnet/packs/Microsoft.NETCore.App.Ref/8.0.1/ref/net8.0/System.Runtime.dll": ASSEMBLY,
		"/Files/Windows/Microsoft.NET/assembly/System.dll": ASSEMBLY,
	});

	assert.deepEqual([versionsOf(inventory), inventory.coverage], [["App@1.0.0", "Loader@2.0.0"], []]);
});

test("a package that NuGet unpacked is one, with its licence, and its files are not told of twice", () => {
	const folder = "/root/.nuget/packages/example.hull/1.2.0";
	const inventory = inventoryOf({
		[`${folder}/example.hull.nuspec`]: testdata("nuget", "example.hull.nuspec"),
		[`${folder}/lib/net8.0/ClrLoader.dll`]: ASSEMBLY,
		"/src/Mine.nuspec": testdata("nuget", "example.hull.nuspec"),
	});

	assert.deepEqual([versionsOf(inventory), inventory.coverage], [["Example.Hull@1.2.0"], []]);
	assert.deepEqual(packageNamed(inventory, "Example.Hull").licenses, ["MIT OR Apache-2.0"]);
});

test("in an image locks and projects count only where nothing is built but .NET itself and what the system owns", () => {
	const image = { subject: "image" } as const;
	const lock = { "/src/packages.lock.json": LOCK };
	const app = deps({ "App/1.0.0": { type: "project", runtime: { "App.dll": {} } } });
	const tool = { "/usr/share/dotnet/sdk/8.0.100/tool.deps.json": app };
	const owned = { "/lib/apk/db/installed": "P:pwsh\nV:7-r0\nF:usr/lib/pwsh\nR:pwsh.deps.json\n", "/usr/lib/pwsh/pwsh.deps.json": app };
	const namesOf = (files: Record<string, string | Buffer>): string[] => inventoryOf(files, image).packages.map(({ name }) => name);

	assert.equal(namesOf(lock).length, 4);
	assert.equal(namesOf({ ...lock, ...tool }).length, 5);
	assert.equal(namesOf({ ...lock, ...owned }).length, 6);
	assert.deepEqual(namesOf({ ...lock, "/app/App.deps.json": app }), ["App"]);
	assert.deepEqual(namesOf({ ...lock, "/app/ClrLoader.dll": ASSEMBLY }), ["ClrLoader"]);
	assert.deepEqual(namesOf({ ...lock, "/lib/apk/db/installed": "P:x\nV:1-r0\nF:src\nR:packages.lock.json\n" }), ["x"]);
});

test("keys called __proto__ pollute nothing, and a damaged library costs itself", () => {
	const list =
		'{"targets":{"__proto__":{"__proto__/1":{"runtime":{"a.dll":{}}},"a b/1":{"runtime":{"b.dll":{}}},"no-version":{"runtime":{"b.dll":{}}}}}}';

	const inventory = inventoryOf({ "/a.deps.json": list });

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["__proto__@1"], ["file-malformed"]]);
	assert.equal("polluted" in {}, false);
});

for (const text of ["{", "[]", "{}", '{"targets":[]}', "null"]) {
	test(`a deps.json that is ${text} is said`, () => {
		assert.deepEqual(codesOf(inventoryOf({ "/a.deps.json": text })), ["file-malformed"]);
	});
}

test("a list of very many targets is read to its end", () => {
	const targets = Array.from({ length: 50_000 }, (_, index) => [`t${index}`, {}]);
	const last = { "A/1": { runtime: { "A.dll": {} } } };

	const inventory = inventoryOf({ "/x.deps.json": JSON.stringify({ targets: { ...Object.fromEntries(targets), last } }) });

	assert.deepEqual(versionsOf(inventory), ["A@1"]);
});

test("libraries that need each other end", () => {
	const list = deps({ "A/1": { dependencies: { B: "1" } }, "B/1": { dependencies: { A: "1" }, runtime: { "B.dll": {} } } });

	assert.deepEqual(versionsOf(inventoryOf({ "/x.deps.json": list })), ["A@1", "B@1"]);
});
