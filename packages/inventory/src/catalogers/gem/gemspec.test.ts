import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import fc from "fast-check";
import { type Gemspec, readGemspec } from "./gemspec.ts";
import { readString, readStrings } from "./ruby-literal.ts";

function read(text: string): Gemspec {
	return readGemspec(text, defaultLimits(), () => {});
}

const VERSIONS: readonly (readonly [statement: string, version: string | undefined])[] = [
	['s.version = "1.2"', "1.2"],
	["s.version = '1.2'.freeze", "1.2"],
	["s.version = %q{1.2}", "1.2"],
	["s.version=%q<1.2>.freeze", "1.2"],
	['s.version = Gem::Version.new("1.2")', "1.2"],
	['s.version     = Gem::Version.new "1.2"', "1.2"],
	['version = "1.2"\ns.version = version', "1.2"],
	['s.version = "1.2"\ns.version = "9"', "1.2"],
	['s.version = "1.2" if s.respond_to? :version=', "1.2"],
	["s.version = Sail::VERSION", undefined],
	['s.version = "1.#{minor}"', undefined],
	['s.version = "1.\\#{2}"', "1.#{2}"],
	['s.version == "1.2"', undefined],
	['# s.version = "1.2"', undefined],
	['s.version = "1.2', undefined],
	["# stub: sail 1.2 ruby lib", "1.2"],
	["# stub: sail 9 ruby lib\n# stub: ext/x.rb\ns.version = '1.2'", "1.2"],
];

for (const [statement, version] of VERSIONS) {
	test(`${JSON.stringify(statement)} says ${version ?? "no version"}`, () => {
		assert.equal(read(statement).version, version);
	});
}

test("platforms are texts or parts, and plain Ruby is none", () => {
	assert.equal(read('s.platform = "x86_64-linux".freeze').platform, "x86_64-linux");
	assert.equal(read('s.platform = Gem::Platform.new(["x86", "mingw32", nil])').platform, "x86-mingw32");
	assert.equal(read("# stub: a 1 ruby lib").platform, undefined);
	assert.equal(read("s.platform = Gem::Platform::RUBY").platform, undefined);
	assert.equal(read("# stub: a 1 java lib").platform, "java");
});

test("licences are one or a list", () => {
	assert.deepEqual(read('s.license = "MIT"').licenses, ["MIT"]);
	assert.deepEqual(read('s.licenses = ["MIT".freeze, "Ruby".freeze]').licenses, ["MIT", "Ruby"]);
	assert.deepEqual(read("s.licenses = %w[MIT Ruby]").licenses, ["MIT", "Ruby"]);
});

test("what is needed to run is told from what is needed to develop", () => {
	const { dependencies } = read(
		[
			's.add_dependency "a", "= 1.0"',
			"s.add_runtime_dependency(%q<b>.freeze, [\">= 1\", '< 2'])",
			"s.add_development_dependency 'c'",
			"s.add_dependency(%q<c>.freeze, ['>= 0'])",
			"s.add_dependency name",
		].join("\n"),
	);

	assert.deepEqual(dependencies, [
		{ name: "b", exactly: undefined },
		{ name: "a", exactly: "1.0" },
	]);
});

test("escapes stand for characters between double quotes", () => {
	assert.equal(readString('"\\u00E9\\u{1F6A2}\\x41\\n\\"\\\\"', 0)?.value, 'é🚢A\n"\\');
	assert.equal(readString("'a\\'b\\nc'", 0)?.value, "a'b\\nc");
	assert.equal(readString("%q(a(b)c)d", 0)?.value, "a(b)c");
});

test("lists that hold anything but texts are none", () => {
	assert.deepEqual(readStrings('["a", nil, "b"]', 0)?.value, ["a", "b"]);
	assert.deepEqual(readStrings("[]", 0)?.value, []);
	for (const text of ['["a" "b"]', "[a]", '["a",', '["a", `id`]', "[[]]"]) assert.equal(readStrings(text, 0), undefined);
});

test("property: a text is read as it was written", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), (text) => {
			const written = JSON.stringify(text).replaceAll("#", "\\#").replaceAll("\\b", "\\x08").replaceAll("\\f", "\\x0c");

			assert.equal(readString(`${written}.freeze`, 0)?.value, text);
		}),
	);
});

for (const text of ['"', "%q<", "[", '["a",', "s.name = %q", "s.add_dependency(", " = ", "a.", "\\"]) {
	test(`ends on half a million of ${text}`, () => {
		assert.equal(read(`s.version = "${text.repeat(500_000 / text.length)}\n${text.repeat(500_000 / text.length)}`).name, undefined);
	});
}
