import assert from "node:assert/strict";
import { test } from "node:test";
import { algorithmOf, createDigester, digestOf, hexOf, isDigest } from "./digest.ts";

const EMPTY_SHA256 = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

test("a digest of nothing is the published one", () => {
	assert.equal(digestOf(""), EMPTY_SHA256);
});

test("a stream's digest equals that of the whole", () => {
	const digester = createDigester("sha512");

	digester.update(Buffer.from("plim"));
	digester.update(Buffer.from("soll"));

	assert.equal(digester.digest(), digestOf("plimsoll", "sha512"));
});

test("a digest falls apart into algorithm and hex", () => {
	assert.equal(algorithmOf(EMPTY_SHA256), "sha256");
	assert.equal(hexOf(EMPTY_SHA256).length, 64);
});

for (const text of [
	"",
	"sha256",
	"sha256:",
	"sha256:abc",
	EMPTY_SHA256.toUpperCase(),
	`${EMPTY_SHA256}0`,
	`${EMPTY_SHA256}:x`,
	`md5:${"0".repeat(32)}`,
	`__proto__:${"0".repeat(64)}`,
	`${EMPTY_SHA256.slice(0, -1)}\n`,
	`sha256:../../${"0".repeat(58)}`,
	7,
	undefined,
]) {
	test(`${JSON.stringify(text)} is no digest`, () => {
		assert.equal(isDigest(text), false);
	});
}
