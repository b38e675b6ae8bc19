import assert from "node:assert/strict";
import { test } from "node:test";
import { fingerprintOf } from "./fingerprint.ts";

const of = (purl: string): string => fingerprintOf("vulnerability", "CVE-2024-1", purl);

test("a fingerprint does not depend on version, qualifiers or subpath", () => {
	assert.equal(of("pkg:deb/debian/zlib1g@1.2.13?arch=amd64"), of("pkg:deb/debian/zlib1g@1.3?arch=arm64#x"));
	assert.equal(of("pkg:npm/%40babel/core@7.0.0"), of("pkg:npm/%40babel/core"));
});

test("a fingerprint depends on kind, id and package", () => {
	const one = of("pkg:npm/a@1");

	assert.notEqual(one, of("pkg:npm/b@1"));
	assert.notEqual(one, fingerprintOf("vulnerability", "CVE-2024-2", "pkg:npm/a@1"));
	assert.notEqual(one, fingerprintOf("secret", "CVE-2024-1", "pkg:npm/a@1"));
	assert.match(one, /^[0-9a-f]{32}$/);
});
