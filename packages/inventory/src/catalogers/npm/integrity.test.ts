import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { hashesOf } from "./integrity.ts";

test("property: the hash that was written is read", () => {
	const algorithm = fc.constantFrom("sha1" as const, "sha256" as const, "sha384" as const, "sha512" as const);
	fc.assert(
		fc.property(algorithm, fc.string(), (name, text) => {
			const digest = createHash(name).update(text);
			const value = digest.copy().digest("hex");

			assert.deepEqual(hashesOf(`${name}-${digest.digest("base64")}`), [{ algorithm: name, value }]);
		}),
	);
});

test("several hashes are ordered by algorithm; options, short hashes and unknown algorithms are left out", () => {
	const sha1 = Buffer.alloc(20, 1);
	const sha512 = Buffer.alloc(64, 2);

	const hashes = hashesOf(`sha512-${sha512.toString("base64")}?x sha1-${sha1.toString("base64")} sha256-AAAA crc32-AAAA __proto__-AAAA x`);

	assert.deepEqual(hashes, [
		{ algorithm: "sha1", value: sha1.toString("hex") },
		{ algorithm: "sha512", value: sha512.toString("hex") },
	]);
});
