import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { file, tar } from "../testing/index.ts";
import { detectFormat } from "./compression.ts";

const TAR = tar([file("a", "x")]);

test("formats are told by their first bytes", () => {
	assert.deepEqual(detectFormat(gzipSync(TAR)), { format: "gzip" });
	assert.deepEqual(detectFormat(zstdCompressSync(TAR)), { format: "zstd" });
	for (let nibble = 0; nibble < 16; nibble++)
		assert.deepEqual(detectFormat(Buffer.of(0x50 + nibble, 0x2a, 0x4d, 0x18)), { format: "zstd" });
	assert.deepEqual(detectFormat(TAR), { format: "tar" });
	assert.deepEqual(detectFormat(Buffer.alloc(512)), { format: "tar" });
	assert.deepEqual(detectFormat(Buffer.alloc(0)), { format: "tar" });
});

test("a tar whose first name looks like another format's magic is a tar", () => {
	assert.deepEqual(detectFormat(tar([file("BZh9")])), { format: "tar" });
});

test("what cannot be read is named", () => {
	assert.deepEqual(detectFormat(Buffer.from("BZh9")), { found: "bzip2" });
	assert.deepEqual(detectFormat(Buffer.alloc(512, 0xab)), { found: "unknown bytes 0xabababababab" });
});
