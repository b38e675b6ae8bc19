import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { writePurl } from "./purl.ts";
import { PURL_TYPES } from "./purl-types.ts";
import { type ReadPurl, readPurl } from "./read-purl.ts";

/** A purl as it is written when it is normal; undefined for none. */
function normal(text: string): string | undefined {
	const purl = readPurl(text);
	return purl === undefined ? undefined : write(purl);
}

function write({ version = "", qualifiers, ...purl }: ReadPurl): string {
	return writePurl({ ...purl, version, qualifiers: Object.fromEntries(qualifiers) });
}

const CASES: readonly (readonly [what: string, text: string, normal: string])[] = [
	["the type in lower case, slashes before it left out", "PKG://NPM/foo@1", "pkg:npm/foo@1"],
	["an npm scope that is not encoded", "pkg:npm/@babel/core@7.0.0", "pkg:npm/%40babel/core@7.0.0"],
	["npm names in lower case", "pkg:npm/%40Babel/Core@7.0.0", "pkg:npm/%40babel/core@7.0.0"],
	["PyPI names with single dashes", "pkg:pypi/Foo_Bar.baz@1", "pkg:pypi/foo-bar-baz@1"],
	["Pub names with underscores", "pkg:pub/Some-Name@1", "pkg:pub/some_name@1"],
	["Go modules in lower case", "pkg:golang/github.com/BurntSushi/toml@v1.0.0", "pkg:golang/github.com/burntsushi/toml@v1.0.0"],
	["Maven coordinates as they are", "pkg:maven/Org.X/Y@1?Type=jar", "pkg:maven/Org.X/Y@1?type=jar"],
	["rpm names as they are, their namespace not", "pkg:rpm/Fedora/ImageMagick@6-1", "pkg:rpm/fedora/ImageMagick@6-1"],
	["an epoch", "pkg:deb/debian/a@1:2-3?distro=debian-12&arch=amd64", "pkg:deb/debian/a@1%3A2-3?arch=amd64&distro=debian-12"],
	["a version with slashes", "pkg:github/a/b@feature/x", "pkg:github/a/b@feature%2Fx"],
	["empty qualifiers and segments left out", "pkg:npm//a///b@1?x=&y=2&", "pkg:npm/a/b@1?y=2"],
	["a subpath without dots", "pkg:golang/a/b@1#/x/./../y/", "pkg:golang/a/b@1#x/y"],
	["an OCI image", "pkg:oci/App@sha256:ab?repository_url=ghcr.io/o/App", "pkg:oci/app@sha256%3Aab?repository_url=ghcr.io%2Fo%2FApp"],
];

for (const [what, text, expected] of CASES) {
	test(`normal is ${what}`, () => {
		assert.equal(normal(text), expected);
	});
}

for (const text of [
	"",
	"pkg:",
	"pkg:npm",
	"pkg:npm/",
	"npm/a@1",
	"pkg:/a@1",
	"pkg:1npm/a",
	"pkg:n_m/a@1",
	"pkg:npm/a%@1",
	"pkg:npm/a@%ff",
	"pkg:npm/a@1?b c=1",
]) {
	test(`${JSON.stringify(text)} is no purl`, () => {
		assert.equal(readPurl(text), undefined);
	});
}

test("a purl may have no version", () => {
	assert.deepEqual(readPurl("pkg:npm/%40a/b"), { type: "npm", namespace: "@a", name: "b", qualifiers: new Map() });
});

test("of a qualifier that is there twice the first counts, and inherited names are names", () => {
	const purl = readPurl("pkg:npm/a@1?__proto__=x&a=1&a=2&constructor=y");

	assert.deepEqual(
		[...(purl?.qualifiers ?? [])],
		[
			["__proto__", "x"],
			["a", "1"],
			["constructor", "y"],
		],
	);
	assert.equal(({} as Record<string, unknown>)["x"], undefined);
});

const word = fc
	.string({ minLength: 1, maxLength: 12, unit: "grapheme" })
	.filter((text) => text.isWellFormed() && !/[\s/]/.test(text) && !/^\.+$/.test(text));
const qualifiers = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/), word, { maxKeys: 4 });
const parts = fc.record(
	{
		type: fc.constantFrom("generic", "cran", ...PURL_TYPES.keys()),
		namespace: fc.array(word, { minLength: 1, maxLength: 3 }).map((segments) => segments.join("/")),
		name: word,
		version: word,
		qualifiers,
		subpath: fc.array(word, { minLength: 1, maxLength: 3 }).map((segments) => segments.join("/")),
	},
	{ requiredKeys: ["type", "name", "version"] },
);

test("property: what is normal stays as it is", () => {
	fc.assert(
		fc.property(parts, (made) => {
			const once = normal(writePurl(made));

			assert.ok(once !== undefined);
			assert.equal(normal(once), once);
		}),
		{ numRuns: 1000 },
	);
});

test("property: parts of a type without rules are read back as they were written", () => {
	fc.assert(
		fc.property(parts, (made) => {
			const purl = readPurl(writePurl({ ...made, type: "generic" }));

			assert.deepEqual(
				{ ...purl, qualifiers: Object.fromEntries(purl?.qualifiers ?? []) },
				{ ...made, qualifiers: { ...made.qualifiers }, type: "generic" },
			);
		}),
		{ numRuns: 1000 },
	);
});

test("property: no text throws", () => {
	const text = fc
		.array(fc.constantFrom("pkg:", "/", "@", "%", "%40", "?", "#", "&", "=", "a", "npm", "é", "\ud800", ".."))
		.map((pieces) => pieces.join(""));
	fc.assert(
		fc.property(text, (one) => assert.doesNotThrow(() => normal(`pkg:npm/${one}`))),
		{ numRuns: 1000 },
	);
});

test("a text that is far too long is none", () => {
	assert.equal(readPurl(`pkg:npm/${"a".repeat(1_000_000)}@1`), undefined);
});
