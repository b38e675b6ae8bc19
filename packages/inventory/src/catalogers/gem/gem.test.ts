import assert from "node:assert/strict";
import { test } from "node:test";
import type { Inventory } from "../../take-inventory.ts";
import { codesOf, inventoryOf, namesWhere, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";
import type { MemoryFile } from "../../testing/memory-tree.ts";

const LOCK = testdata("gem", "Gemfile.lock");
const HOME = "/app/vendor/bundle/ruby/3.1.0";
const SPECIFICATIONS = `${HOME}/specifications`;

function specification(name: string, version: string, more: string = ""): string {
	return `Gem::Specification.new do |s|\n  s.name = "${name}".freeze\n  s.version = "${version}"\n${more}\nend\n`;
}

function purlsOf(inventory: Inventory): string[] {
	return inventory.packages.map(({ purl }) => purl);
}

const INSTALLED: Record<string, MemoryFile> = {};
for (const name of ["ballast-2.0.0", "caulk-1.0.0", "hull-1.2.0", "keel-2.0.1-x86_64-linux"]) {
	INSTALLED[`${SPECIFICATIONS}/${name}.gemspec`] = testdata("gem", `${name}.gemspec`);
}
INSTALLED[`${HOME}/bundler/gems/mast-ec046298b8f7/mast.gemspec`] = testdata("gem", "mast.gemspec");

test("installed gems are found, those that Bundler took from git among them", () => {
	const inventory = inventoryOf(INSTALLED, { subject: "image" });

	assert.deepEqual(purlsOf(inventory), [
		"pkg:gem/ballast@2.0.0",
		"pkg:gem/caulk@1.0.0",
		"pkg:gem/hull@1.2.0",
		"pkg:gem/keel@2.0.1?platform=x86_64-linux",
		"pkg:gem/mast@0.3.0",
	]);
	assert.deepEqual(packageNamed(inventory, "hull"), {
		purl: "pkg:gem/hull@1.2.0",
		type: "gem",
		name: "hull",
		version: "1.2.0",
		ecosystem: "RubyGems",
		licenses: ["Apache-2.0", "MIT"],
		// Not caulk, which is for development.
		dependsOn: ["pkg:gem/ballast@2.0.0", "pkg:gem/keel@2.0.1?platform=x86_64-linux"],
		locations: [{ path: `${SPECIFICATIONS}/hull-1.2.0.gemspec` }],
	});
	assert.deepEqual(packageNamed(inventory, "mast").dependsOn, ["pkg:gem/keel@2.0.1?platform=x86_64-linux"]);
});

test("a lock gives every gem of every source, what asks for it, what it needs, and its hash", () => {
	const inventory = inventoryOf({ "/app/Gemfile.lock": LOCK });

	assert.deepEqual(inventory.coverage, []);
	assert.deepEqual(purlsOf(inventory), [
		"pkg:gem/ballast@2.0.0",
		"pkg:gem/caulk@1.0.0",
		"pkg:gem/hull@1.2.0",
		"pkg:gem/keel@2.0.1",
		"pkg:gem/keel@2.0.1?platform=java",
		"pkg:gem/keel@2.0.1?platform=x86_64-linux",
		"pkg:gem/mast@0.3.0",
		"pkg:gem/rudder@0.1.0",
	]);
	assert.deepEqual(
		namesWhere(inventory, ({ direct }) => direct === true),
		["caulk", "hull", "mast", "rudder"],
	);
	assert.deepEqual(packageNamed(inventory, "ballast").dependsOn, ["pkg:gem/keel@2.0.1"]);
	assert.deepEqual(packageNamed(inventory, "hull").hashes, [
		{ algorithm: "sha256", value: /hull \(1\.2\.0\) sha256=([0-9a-f]{64})/.exec(LOCK.toString())?.[1] },
	]);
});

test("a gem that is only there for platforms is needed on all of them", () => {
	const lock = "GEM\n  specs:\n    a (1)\n      b\n    b (1-java)\n    b (1-x86_64-linux)\n    c (1-java)\n      b (~> 1)\n";

	const inventory = inventoryOf({ "/gems.locked": lock });

	assert.deepEqual(packageNamed(inventory, "a").dependsOn, ["pkg:gem/b@1?platform=java", "pkg:gem/b@1?platform=x86_64-linux"]);
	assert.deepEqual(packageNamed(inventory, "c").dependsOn, ["pkg:gem/b@1?platform=java"]);
});

test("in an image a lock counts only where no gem is installed but Ruby's own and the operating system's", () => {
	const image = { subject: "image" } as const;
	const rubys = {
		"/usr/local/lib/ruby/gems/3.3.0/specifications/default/json-2.7.1.gemspec": specification("json", "2.7.1"),
		"/usr/local/lib/ruby/gems/3.3.0/specifications/rake-13.1.0.gemspec": specification("rake", "13.1.0"),
		"/app/Gemfile.lock": LOCK,
	};
	const owned = {
		"/lib/apk/db/installed": "P:ruby-puma\nV:6-r0\nF:usr/lib/ruby/specifications\nR:puma-6.0.0.gemspec\n",
		"/usr/lib/ruby/specifications/puma-6.0.0.gemspec": specification("puma", "6.0.0"),
	};

	assert.equal(inventoryOf(rubys, image).packages.length, 10);
	assert.equal(inventoryOf({ ...rubys, ...owned }, image).packages.length, 12);
	assert.equal(packageNamed(inventoryOf({ ...rubys, ...owned }, image), "puma").ownedBy, "pkg:apk/alpine/ruby-puma@6-r0");
	assert.equal(inventoryOf({ ...rubys, ...INSTALLED }, image).packages.length, 7);
	assert.equal(inventoryOf({ ...rubys, ...INSTALLED }).packages.length, 10);
});

test("a lock that an operating system's package or a gem brings along is nobody's plan", () => {
	const shipped = { "/lib/apk/db/installed": "P:x\nV:1-r0\nF:srv\nR:Gemfile.lock\n", "/srv/Gemfile.lock": LOCK };
	const inside = { [`${HOME}/gems/hull-1.2.0/Gemfile.lock`]: LOCK, [`${HOME}/bundler/gems/mast-ec046298b8f7/Gemfile.lock`]: LOCK };

	assert.deepEqual(versionsOf(inventoryOf(shipped, { subject: "image" })), ["x@1-r0"]);
	assert.deepEqual(inventoryOf(inside).packages, []);
});

test("the newest of several versions side by side is not guessed, unless a gem says exactly", () => {
	const inventory = inventoryOf({
		"/g/specifications/rack-2.2.8.gemspec": specification("rack", "2.2.8"),
		"/g/specifications/rack-3.0.9.gemspec": specification("rack", "3.0.9"),
		"/h/specifications/rack-1.6.0.gemspec": specification("rack", "1.6.0"),
		"/g/specifications/a-1.gemspec": specification("a", "1", '  s.add_dependency("rack", [">= 2"])'),
		"/g/specifications/b-1.gemspec": specification("b", "1", '  s.add_runtime_dependency(%q<rack>.freeze, ["= 2.2.8".freeze])'),
	});

	assert.deepEqual(packageNamed(inventory, "a").dependsOn, ["pkg:gem/rack@2.2.8", "pkg:gem/rack@3.0.9"]);
	assert.deepEqual(packageNamed(inventory, "b").dependsOn, ["pkg:gem/rack@2.2.8"]);
});

test("a gem that a project carries along counts, one that another gem's folder describes does not", () => {
	const inventory = inventoryOf({
		"/app/vendor/gems/rope/rope.gemspec":
			"VERSION = \"4.5\"\nGem::Specification.new do |spec|\n spec.name = 'rope'\n spec.version = VERSION\nend\n",
		"/app/vendor/gems/sail/sail.gemspec": 'Gem::Specification.new do |s|\n s.name = "sail"\n s.version = Sail::VERSION\nend\n',
		[`${HOME}/gems/hull-1.2.0/hull.gemspec`]: specification("hull", "1.2.0"),
		[`${HOME}/bundler/gems/mast-ec046298b8f7/spec/fake.gemspec`]: specification("fake", "1"),
		"/app/app.gemspec": specification("app", "1"),
	});

	assert.deepEqual(versionsOf(inventory), ["rope@4.5"]);
	assert.deepEqual(codesOf(inventory), ["version-unresolved"]);
});

test("a specification that is none costs itself", () => {
	const inventory = inventoryOf({
		"/g/specifications/a-1.gemspec": "",
		"/g/specifications/b-1.gemspec": 'raise "no"\n',
		"/g/specifications/c-1.gemspec": specification("c d", "1"),
		"/g/specifications/e-1.gemspec": specification("e", "1"),
	});

	assert.deepEqual(versionsOf(inventory), ["e@1"]);
	assert.deepEqual(codesOf(inventory), ["file-malformed", "file-malformed", "file-malformed"]);
});

test("a damaged lock costs its damaged lines", () => {
	const text =
		"GEM\n  specs:\n<<<<<<< HEAD\n    a (1.0)\n=======\n    a (1.1)\n>>>>>>> x\n    b\n    c (1)\r\n      __proto__\n    __proto__ (1)\n";

	const inventory = inventoryOf({ "/Gemfile.lock": text });

	assert.deepEqual(versionsOf(inventory), ["__proto__@1", "a@1.0", "a@1.1", "c@1"]);
	assert.deepEqual(codesOf(inventory), ["file-malformed", "file-malformed", "file-malformed", "file-malformed"]);
});

test("a lock of something else is said", () => {
	assert.deepEqual(codesOf(inventoryOf({ "/Gemfile.lock": "not a lock\n" })), ["file-malformed"]);
});

test("limits on lines, packages and entries are said", () => {
	const lock = `GEM\n  specs:\n${Array.from({ length: 50 }, (_, index) => `    g${index} (1)\n`).join("")}`;

	const limited = (limits: object): unknown[] => inventoryOf({ "/Gemfile.lock": lock }, { limits }).coverage.map(({ limit }) => limit);

	assert.deepEqual(limited({ maxPackagesPerFile: 10 }), ["maxPackagesPerFile"]);
	assert.deepEqual(limited({ maxValues: 20 }), ["maxValues"]);
	assert.ok(limited({ maxLineBytes: 4 }).includes("maxLineBytes"));
});

test("a dependency upon a name of very many gems costs little", () => {
	const platforms = Array.from({ length: 20_000 }, (_, index) => `    a (1-p${index})\n      a\n      b\n`).join("");

	const inventory = inventoryOf({ "/Gemfile.lock": `GEM\n  specs:\n${platforms}    b (1)\n` });

	assert.equal(inventory.packages.length, 20_001);
});
