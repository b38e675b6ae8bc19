import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { defaultLimits, digestOf, type Limits } from "@plimsoll/core";
import type { Opened } from "../../image.ts";
import { openSubject } from "../../open-subject.ts";
import { temporaryFolder } from "../../testing/layout-files.ts";

const JSON_TEXT = '{"bomFormat":"CycloneDX"}';

async function open(t: TestContext, bytes: Uint8Array | string, { prefix = "", limits = {} as Partial<Limits> } = {}): Promise<Opened> {
	const file = join(await temporaryFolder(t), "file");
	writeFileSync(file, bytes);
	return await openSubject(`${prefix}${file}`, { limits: { ...defaultLimits(), ...limits } });
}

async function contentOf(opened: Promise<Opened>): Promise<string> {
	const subject = await opened;
	assert.ok(subject.kind === "document");
	return Buffer.from(subject.bytes).toString();
}

for (const [what, text] of [
	["JSON", JSON_TEXT],
	["JSON behind white space and a mark", `\ufeff\n ${JSON_TEXT}`],
	["XML", '<?xml version="1.0"?><bom/>'],
	["SPDX's tags", "SPDXVersion: SPDX-2.3\n"],
	["SPDX's tags behind comments", "# made by hand\n\n## Document\nSPDXVersion: SPDX-2.3\n"],
	["JSON longer than a block of tar", `{"a":"${"x".repeat(5000)}"}`],
] as const) {
	test(`${what} is told by its content, compressed or not`, async (t) => {
		assert.equal(await contentOf(open(t, text)), text);
		assert.equal(await contentOf(open(t, gzipSync(text))), text);
		assert.equal(await contentOf(open(t, zstdCompressSync(text), { prefix: "sbom:" })), text);
	});
}

test("JSON in UTF-16, as Windows tools write it, is told, too", async (t) => {
	const bytes = Buffer.from(`\ufeff${JSON_TEXT}`, "utf16le");

	const subject = await open(t, bytes);

	assert.ok(subject.kind === "document" && Buffer.from(subject.bytes).equals(bytes));
});

test("a document has the digest of its file", async (t) => {
	const bytes = gzipSync(JSON_TEXT);

	const subject = await open(t, bytes);

	assert.equal(subject.kind === "document" && subject.digest, digestOf(bytes));
});

for (const [what, bytes] of [
	["text", "hello"],
	["nothing", ""],
	["compressed text", gzipSync("hello")],
	["a list", "[]"],
] as const) {
	test(`${what} is no document`, async (t) => {
		await assert.rejects(open(t, bytes), { code: "format-unknown" });
		await assert.rejects(open(t, bytes, { prefix: "sbom:" }), { code: "format-unknown" });
	});
}

test("a document is nothing that holds images", async (t) => {
	await assert.rejects(open(t, JSON_TEXT, { prefix: "docker-archive:" }), { code: "format-unknown", message: /is a document.*sbom:/ });
});

test("a folder is no document", async (t) => {
	await assert.rejects(openSubject(`sbom:${await temporaryFolder(t)}`, { limits: defaultLimits() }), {
		code: "format-unknown",
		message: /is a folder/,
	});
});

test("a document larger than the limit is refused, before and after inflating", async (t) => {
	const large = `{"a":"${"x".repeat(100_000)}"}`;
	const limits = { maxSbomBytes: 10_000 };

	await assert.rejects(open(t, large, { limits }), { code: "limit-exceeded", limit: "maxSbomBytes" });
	await assert.rejects(open(t, gzipSync(large), { limits }), { code: "limit-exceeded", limit: "maxSbomBytes" });
	await assert.rejects(open(t, zstdCompressSync(large), { limits }), { code: "limit-exceeded", limit: "maxSbomBytes" });
});

test("compression that is cut short is refused", async (t) => {
	const bytes = gzipSync(`{"a":"${Array.from({ length: 9000 }, (_, index) => index * index).join()}"}`);

	await assert.rejects(open(t, bytes.subarray(0, bytes.length - 20)), { code: "archive-malformed" });
});
