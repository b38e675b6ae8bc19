import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, versionsOf } from "../../testing/inventory-of.ts";

test("pinned lines are packages, with extras, markers, hashes, comments and continuations", () => {
	const text = `
# a comment
requests==2.31.0
Jinja2[i18n] == 3.1.2 ; python_version >= "3.8"   # why
zope.interface===5.0.0
pyyaml==6.0.1 \\
    --hash=sha256:aaaa \\
    --hash=sha256:bbbb
--index-url https://user:s3cret@host/simple
local==1.0+cuda.12
epoch==1!2.0
`;

	const inventory = inventoryOf({ "/requirements.txt": text });

	assert.deepEqual(versionsOf(inventory), [
		"epoch@1!2.0",
		"jinja2@3.1.2",
		"local@1.0+cuda.12",
		"pyyaml@6.0.1",
		"requests@2.31.0",
		"zope-interface@5.0.0",
	]);
	assert.deepEqual(inventory.coverage, []);
	assert.doesNotMatch(JSON.stringify(inventory), /s3cret/);
});

for (const line of ["flask", "flask>=1", "flask==1.*", "flask==1.0,!=1.1", "flask @ https://host/f.whl", "flask==$VERSION"]) {
	test(`"${line}" says no version`, () => {
		const inventory = inventoryOf({ "/requirements.txt": `${line}\n` });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [[], ["version-unresolved"]]);
		assert.match(inventory.coverage[0]?.message ?? "", /line 1 asks for flask/);
	});
}

for (const line of [
	"-e .",
	"-e git+https://user:s3cret@host/x",
	"-c constraints.txt",
	"./local",
	"https://user:s3cret@host/x.whl",
	"-r https://host/more.txt",
]) {
	test(`"${line}" is not followed`, () => {
		const inventory = inventoryOf({ "/requirements.txt": `${line}\n` });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [[], ["reference-ignored"]]);
		assert.doesNotMatch(inventory.coverage[0]?.message ?? "", /s3cret/);
	});
}

test("an included file is read, once, where its name alone would not say what it is", () => {
	const inventory = inventoryOf({
		"/app/requirements.txt": "-r deps/base.in\n--requirement=deps/base.in\na==1\n",
		"/app/deps/base.in": "-r ../requirements.txt\n-rmore.in\nb==2\n",
		"/app/deps/more.in": "-r base.in\nc==3\n",
	});

	assert.deepEqual(versionsOf(inventory), ["a@1", "b@2", "c@3"]);
	assert.deepEqual(inventory.packages[1]?.locations, [{ path: "/app/deps/base.in" }]);
	assert.deepEqual(inventory.coverage, []);
});

for (const target of ["../../../outside.txt", "/../outside.txt", "missing.txt"]) {
	test(`-r ${target} stays inside and is said`, () => {
		const inventory = inventoryOf({ "/app/requirements.txt": `-r ${target}\na==1\n` });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["a@1"], ["reference-ignored"]]);
	});
}

test("constraints give versions to what is asked for, and ask for nothing", () => {
	const inventory = inventoryOf({
		"/app/requirements.txt": "-c constraints.txt\nFlask\nrich\na==1\n",
		"/app/constraints.txt": "flask==2.0\n-r more-constraints.txt\na==2\n-e .\n",
		"/app/more-constraints.txt": "-c constraints.txt\nunused==1\n",
	});

	assert.deepEqual(versionsOf(inventory), ["a@1", "flask@2.0"]);
	assert.deepEqual(
		inventory.coverage.map(({ message }) => message),
		[
			"/app/constraints.txt: line 4 refers to code of its own, or at an address",
			"/app/requirements.txt: line 3 asks for rich without pinning it by ==",
		],
	);
});

test("the only hash of a line is its archive's, several leave a choice", () => {
	const hash = "ab".repeat(32);

	const inventory = inventoryOf({
		"/requirements.txt": `a==1 --hash=sha256:${hash}\nb==1 \\\n  --hash=sha256:${hash} \\\n  --hash=sha256:${hash}\nc==1 --hash=sha256:00\n`,
	});

	assert.deepEqual(
		inventory.packages.map(({ hashes }) => hashes),
		[[{ algorithm: "sha256", value: hash }], undefined, undefined],
	);
});

test("requirements are told by their names", () => {
	const names = ["requirements.txt", "requirements-dev.txt", "dev-requirements.txt", "requirements_test.txt", "requirements/base.txt"];
	const others = ["notes.txt", "requirementsfoo.txt", "x.dist-info/requirements.txt"];
	const files = Object.fromEntries([...names, ...others].map((name) => [`/p/${name}`, "a==1\n"]));

	const inventory = inventoryOf(files);

	assert.deepEqual(inventory.packages[0]?.locations.map(({ path }) => path).sort(), names.map((name) => `/p/${name}`).sort());
});

test("UTF-16 requirements, as Windows writes them, are read", () => {
	const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("a==1\r\n", "utf16le")]);

	const inventory = inventoryOf({ "/requirements.txt": text });

	assert.deepEqual(versionsOf(inventory), ["a@1"]);
});

test("a line beyond the limit is said, also one joined of many", () => {
	const text = `${"x".repeat(2000)}\na==1\n${"y\\\n".repeat(2000)}\nb==2\n`;

	const inventory = inventoryOf({ "/requirements.txt": text }, { limits: { maxLineBytes: 1000 } });

	assert.ok(versionsOf(inventory).includes("a@1") && versionsOf(inventory).includes("b@2"));
	assert.ok(inventory.coverage.some(({ code, limit }) => code === "file-limit" && limit === "maxLineBytes"));
});

test("includes without end are left at a limit, and packages beyond theirs", () => {
	const includes = Array.from({ length: 1100 }, (_, index) => `-r ${index}.txt\n`).join("");

	const inventory = inventoryOf({ "/requirements.txt": `${includes}a==1\nb==2\nc==3\n` }, { limits: { maxPackagesPerFile: 2 } });

	assert.deepEqual(versionsOf(inventory), ["a@1", "b@2"]);
	assert.deepEqual(
		inventory.coverage.filter(({ code }) => code === "file-limit").map(({ message }) => message),
		[
			"/requirements.txt: more than 1000 files are included; the rest was not read",
			"/requirements.txt: more than 2 packages; the rest of them is left out",
		],
	);
});
