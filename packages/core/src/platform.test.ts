import assert from "node:assert/strict";
import { test } from "node:test";
import { formatPlatform, hostPlatform, matchesPlatform, parsePlatform } from "./platform.ts";

test("a platform reads and writes as os/architecture/variant", () => {
	const platform = parsePlatform("linux/arm/v7");

	assert.deepEqual(platform, { os: "linux", architecture: "arm", variant: "v7" });
	assert.equal(platform && formatPlatform(platform), "linux/arm/v7");
});

test("an architecture alone stands for Linux, by any of its names", () => {
	assert.deepEqual(parsePlatform("aarch64"), { os: "linux", architecture: "arm64" });
	assert.deepEqual(parsePlatform("linux/x86_64"), { os: "linux", architecture: "amd64" });
});

for (const text of ["", "/", "linux/", "linux/amd64/v1/x", "linux/am d64", "linux//v7"]) {
	test(`${JSON.stringify(text)} is no platform`, () => {
		assert.equal(parsePlatform(text), undefined);
	});
}

test("a variant left out is the usual one", () => {
	assert.equal(matchesPlatform({ os: "linux", architecture: "arm64", variant: "v8" }, { os: "linux", architecture: "arm64" }), true);
	assert.equal(matchesPlatform({ os: "linux", architecture: "arm", variant: "v6" }, { os: "linux", architecture: "arm" }), false);
});

test("the host's platform is a Linux one by an OCI name", () => {
	assert.equal(hostPlatform().os, "linux");
	assert.notEqual(hostPlatform().architecture, "x64");
});
