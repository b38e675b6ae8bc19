import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, namesWhere, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

const PROJECT = `
[project]
name = "me"
dependencies = ["requests==2.31.0", "Jinja2>=3", "colorama==0.4.6; sys_platform == 'win32'", "own @ git+https://user:s3cret@host/x"]
[project.optional-dependencies]
socks = ["PySocks==1.7.1"]
[dependency-groups]
dev = ["iniconfig==2.0.0", {include-group = "test"}]
test = ["pytest"]
`;

test("a project file declares what it pins, and says what it does not", () => {
	const inventory = inventoryOf({ "/pyproject.toml": PROJECT });

	assert.deepEqual(versionsOf(inventory), ["colorama@0.4.6", "iniconfig@2.0.0", "pysocks@1.7.1", "requests@2.31.0"]);
	assert.ok(inventory.packages.every(({ direct }) => direct === true));
	assert.deepEqual(
		namesWhere(inventory, ({ development }) => development === true),
		["iniconfig"],
	);
	assert.deepEqual(
		inventory.coverage.map(({ code, message }) => [code, message]),
		[
			["version-unresolved", "/pyproject.toml: Jinja2 is not pinned to a version"],
			["version-unresolved", "/pyproject.toml: own is not pinned to a version"],
			["version-unresolved", "/pyproject.toml: pytest is not pinned to a version"],
		],
	);
});

test("Poetry's, PDM's and uv's older tables are read as well", () => {
	const inventory = inventoryOf({
		"/pyproject.toml": `
[tool.poetry.dependencies]
python = "^3.9"
a = "1.0"
b = "^1.0"
c = {version = "==1.0", optional = true}
d = {path = "../d"}
[tool.poetry.dev-dependencies]
e = "1.0"
[tool.poetry.group.x.dependencies]
f = "1.0"
[tool.pdm.dev-dependencies]
y = ["g==1.0"]
[tool.uv]
dev-dependencies = ["h==1.0"]
`,
	});

	assert.deepEqual(versionsOf(inventory), ["a@1.0", "c@1.0", "e@1.0", "f@1.0", "g@1.0", "h@1.0"]);
	assert.deepEqual(
		namesWhere(inventory, ({ development }) => development === true),
		["e", "f", "g", "h"],
	);
	assert.deepEqual(codesOf(inventory), ["version-unresolved"]);
});

for (const [title, lock] of [
	["beside it", "/app/uv.lock"],
	["of the workspace above it", "/uv.lock"],
] as const) {
	test(`a project file says nothing with a lock ${title}`, () => {
		const inventory = inventoryOf({ "/app/pyproject.toml": PROJECT, [lock]: "version = 1\n" });

		assert.deepEqual([inventory.packages, inventory.coverage], [[], []]);
	});
}

test("poetry.lock: the project file beside it says what is direct; groups, categories and old lists of files are read", () => {
	const project = '[tool.poetry.dependencies]\nrequests = "*"\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n';
	const lock = `
[[package]]
name = "requests"
version = "2.31.0"
[package.dependencies]
Idna = ">=2.5"

[[package]]
name = "idna"
version = "3.4"

[[package]]
name = "pytest"
version = "7.0.0"
[package.dependencies]
iniconfig = {version = "*", markers = "x"}
idna = "*"

[[package]]
name = "iniconfig"
version = "2.0.0"

[[package]]
name = "fork"
version = "1.0"
[package.source]
type = "git"
url = "https://user:s3cret@github.com/me/fork.git"
reference = "main"
resolved_reference = "0123abc"

[metadata.files]
idna = [{file = "idna-3.4-py3-none-any.whl", hash = "sha256:${"ab".repeat(32)}"}, {file = "idna-3.4.tar.gz", hash = "sha256:${"cd".repeat(32)}"}]
`;

	const inventory = inventoryOf({ "/poetry.lock": lock, "/pyproject.toml": project });

	assert.deepEqual(
		inventory.packages.map(({ name, direct, development }) => [name, direct, development]),
		[
			["fork", false, false],
			["idna", false, false],
			["iniconfig", false, true],
			["pytest", true, true],
			["requests", true, false],
		],
	);
	assert.equal(packageNamed(inventory, "fork").purl, "pkg:pypi/fork@1.0?vcs_url=git%2Bhttps%3A%2F%2Fgithub.com%2Fme%2Ffork.git%400123abc");
	assert.deepEqual(packageNamed(inventory, "pytest").dependsOn, ["pkg:pypi/idna@3.4", "pkg:pypi/iniconfig@2.0.0"]);
	assert.deepEqual(packageNamed(inventory, "idna").hashes, [{ algorithm: "sha256", value: "ab".repeat(32) }]);
});

const PDM = `
[metadata]
groups = ["default", "dev", "socks"]

[[package]]
name = "requests"
version = "2.31.0"
groups = ["default"]
dependencies = ["idna<4,>=2.5"]
files = [{file = "requests-2.31.0.tar.gz", hash = "sha256:${"ab".repeat(32)}"}]

[[package]]
name = "requests"
version = "2.31.0"
extras = ["socks"]
groups = ["default"]
dependencies = ["PySocks!=1.5.7", "requests==2.31.0"]

[[package]]
name = "idna"
version = "3.4"
groups = ["default", "dev"]

[[package]]
name = "pysocks"
version = "1.7.1"
groups = ["socks"]

[[package]]
name = "iniconfig"
version = "2.0.0"
groups = ["dev"]

[[package]]
name = "inner"
version = "0.1.0"
path = "./inner"
groups = ["default"]
`;

test("pdm.lock: tables for extras are one package; what a group is for is told by the project file alone", () => {
	const alone = inventoryOf({ "/pdm.lock": PDM });
	const beside = inventoryOf({
		"/pdm.lock": PDM,
		"/pyproject.toml":
			'[project]\ndependencies = ["requests[socks]"]\n[project.optional-dependencies]\nsocks = ["pysocks"]\n[dependency-groups]\ndev = ["iniconfig"]\n',
	});

	const flags = (inventory: typeof alone): unknown =>
		inventory.packages.map(({ name, direct, development }) => [name, direct, development]);
	assert.deepEqual(flags(alone), [
		["idna", undefined, false],
		["iniconfig", undefined, undefined],
		["pysocks", undefined, undefined],
		["requests", undefined, false],
	]);
	assert.deepEqual(flags(beside), [
		["idna", false, false],
		["iniconfig", true, true],
		["pysocks", true, false],
		["requests", true, false],
	]);
	assert.deepEqual(packageNamed(alone, "requests").dependsOn, ["pkg:pypi/idna@3.4", "pkg:pypi/pysocks@1.7.1"]);
	assert.deepEqual(packageNamed(alone, "requests").hashes, [{ algorithm: "sha256", value: "ab".repeat(32) }]);
	assert.deepEqual(alone.coverage, []);
});

test("Pipfile: what is pinned where there is no lock; what is direct where there is one", () => {
	const pipfile =
		'[packages]\nrequests = "==2.31.0"\njinja2 = "*"\nlocal = {path = "."}\n[dev-packages]\niniconfig = {version = "==2.0.0"}\n';

	const alone = inventoryOf({ "/Pipfile": pipfile });
	const locked = inventoryOf({ "/Pipfile": pipfile, "/Pipfile.lock": testdata("python", "Pipfile.lock") });

	assert.deepEqual([versionsOf(alone), codesOf(alone)], [["iniconfig@2.0.0", "requests@2.31.0"], ["version-unresolved"]]);
	assert.deepEqual(
		namesWhere(locked, ({ direct }) => direct === true),
		["iniconfig", "jinja2", "requests"],
	);
	assert.deepEqual(locked.coverage, []);
});

test("what is developed elsewhere is nobody's plan: files among what is installed declare nothing", () => {
	const inventory = inventoryOf({
		"/node_modules/node-gyp/gyp/pyproject.toml": PROJECT,
		"/lib/python3/site-packages/x/requirements.txt": "a==1\n",
		"/usr/lib/python3/dist-packages/x/setup.py": "'a==1'",
	});

	assert.deepEqual([inventory.packages, inventory.coverage], [[], []]);
});

for (const [path, text] of [
	["/pyproject.toml", "[project\n"],
	["/Pipfile", "[packages\n"],
	["/pdm.lock", "package = 1\n"],
	["/Pipfile.lock", '{"default":{"a":{"version":"==1"},"a":{"version":"==1"}}}'],
] as const) {
	test(`${path} that is ${JSON.stringify(text)} is said`, () => {
		const inventory = inventoryOf({ [path]: text });

		assert.deepEqual(codesOf(inventory), ["file-malformed"]);
	});
}
