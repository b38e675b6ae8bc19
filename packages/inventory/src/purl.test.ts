import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { PackageURL } from "packageurl-js";
import { writePurl } from "./purl.ts";

test("a purl encodes what is not unreserved and orders its qualifiers", () => {
	const qualifiers = { distro: "debian-12", arch: "amd64", empty: undefined };

	const purl = writePurl({ type: "deb", namespace: "debian", name: "libstdc++6", version: "1:2.38.1-5+deb12u3~x", qualifiers });

	assert.equal(purl, "pkg:deb/debian/libstdc%2B%2B6@1%3A2.38.1-5%2Bdeb12u3~x?arch=amd64&distro=debian-12");
});

test("a scope is a namespace of its own", () => {
	const purl = writePurl({ type: "npm", namespace: "@babel", name: "core", version: "7.0.0" });

	assert.equal(purl, "pkg:npm/%40babel/core@7.0.0");
});

test("property: the reference library reads back what was written", () => {
	const word = fc
		.string({ minLength: 1, maxLength: 20, unit: "grapheme" })
		.filter((text) => !/[\s/]/.test(text) && text === text.trim() && !/^\.+$/.test(text));
	// The library decodes qualifiers twice, and so fails on a percent sign in one.
	const qualifier = word.filter((text) => !text.includes("%"));
	fc.assert(
		fc.property(word, word, qualifier, (name, version, arch) => {
			const purl = writePurl({ type: "generic", name, version, qualifiers: { arch } });

			const parsed = PackageURL.fromString(purl);

			assert.deepEqual([parsed.name, parsed.version, parsed.qualifiers?.["arch"]], [name, version, arch]);
		}),
	);
});

test("a lone surrogate does not throw", () => {
	const purl = writePurl({ type: "npm", name: "a\ud800", version: "1" });

	assert.equal(purl, "pkg:npm/a%EF%BF%BD@1");
});
