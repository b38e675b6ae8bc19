import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, namesWhere, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";

const MOD = testdata("go", "go.mod.txt");
const SUM = testdata("go", "go.sum.txt");

test("a go.mod gives the modules that are built, as replaced, and the standard library", () => {
	const inventory = inventoryOf({ "/go.mod": MOD, "/go.sum": SUM });

	assert.deepEqual(versionsOf(inventory), [
		"example.com/local@(devel)",
		"github.com/BurntSushi/toml@1.2.1",
		"golang.org/x/text@0.14.0",
		"rsc.io/quote@1.5.2",
		"rsc.io/sampler@1.3.0",
		"stdlib@1.22.7",
	]);
	assert.deepEqual(
		namesWhere(inventory, ({ direct }) => direct === false),
		["rsc.io/sampler"],
	);
	assert.deepEqual(
		namesWhere(inventory, ({ ecosystem }) => ecosystem === undefined),
		["example.com/local"],
	);
	assert.deepEqual(codesOf(inventory), ["version-unresolved"]);
});

test("an old go.mod names only what it asks for: go.sum has the rest", () => {
	const files = { "/a/go.mod": "module x\n\ngo 1.16\n\nrequire rsc.io/quote v1.5.2\n", "/a/go.sum": SUM };

	const inventory = inventoryOf(files);

	assert.deepEqual(versionsOf(inventory), [
		"github.com/BurntSushi/toml@1.2.1",
		"golang.org/x/text@0.14.0",
		"rsc.io/quote@1.5.2",
		"rsc.io/sampler@1.3.0",
	]);
	assert.deepEqual(packageNamed(inventory, "rsc.io/sampler").locations, [{ path: "/a/go.sum" }]);
	assert.equal(packageNamed(inventory, "rsc.io/quote").direct, true);
});

test("the standard library is that of the toolchain line, or of a go line that names a release", () => {
	const versionOf = (text: string): string | undefined =>
		inventoryOf({ "/go.mod": text }).packages.find(({ name }) => name === "stdlib")?.version;

	assert.equal(versionOf("go 1.21.0\ntoolchain go1.22.3"), "1.22.3");
	assert.equal(versionOf("go 1.23.4"), "1.23.4");
	assert.equal(versionOf("go 1.23"), undefined);
	assert.equal(versionOf("go 1.20.4"), undefined);
	assert.equal(versionOf("go 1.23.4\ntoolchain default"), "1.23.4");
});

test("blocks, quotes, comments and unknown directives are read as Go reads them", () => {
	const text = `module "example.com/q" // the module
go 1.20
require(
	"example.com/a" v1.0.0 // indirect
	// example.com/commented v9.0.0
	\`example.com/b\` v2.0.0+incompatible // why not
)
exclude example.com/c v1.0.0
retract [v1.0.0, v1.1.0]
tool example.com/d/cmd/d
replace (
	example.com/a v1.0.0 => example.com/fork v1.0.1
	example.com/a => ../nowhere
	example.com/b v1.0.0 => ../elsewhere
)
`;

	const inventory = inventoryOf({ "/go.mod": text });

	assert.deepEqual(versionsOf(inventory), ["example.com/b@2.0.0+incompatible", "example.com/fork@1.0.1"]);
	assert.deepEqual(
		inventory.packages.map(({ direct }) => direct),
		[true, false],
	);
	assert.equal(packageNamed(inventory, "example.com/b").purl, "pkg:golang/example.com/b@v2.0.0%2Bincompatible");
	assert.deepEqual(codesOf(inventory), []);
});

test("a line that is none costs itself", () => {
	const text = `go 1.20\nrequire example.com/a\nreplace x\nrequire ../up v1.0.0\nrequire example.com/b v1.0.0\n${"x".repeat(2000)}\n`;

	const inventory = inventoryOf({ "/go.mod": text }, { limits: { maxLineBytes: 1000 } });

	assert.deepEqual(versionsOf(inventory), ["example.com/b@1.0.0"]);
	assert.deepEqual(codesOf(inventory).sort(), ["file-limit", "file-malformed", "file-malformed", "file-malformed"]);
});

test("in an image, and in copies that Go keeps, a go.mod says nothing of what runs", () => {
	const paths = [
		"/root/go/pkg/mod/example.com/a@v1.0.0/go.mod",
		"/src/vendor/example.com/a/go.mod",
		"/src/testdata/go.mod",
		"/src/_old/go.mod",
	];

	assert.deepEqual(inventoryOf({ "/src/go.mod": MOD }, { subject: "image" }).packages, []);
	assert.deepEqual(inventoryOf(Object.fromEntries(paths.map((path) => [path, MOD]))).packages, []);
});
