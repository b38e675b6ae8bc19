import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { defaultLimits, type Limits } from "@plimsoll/core";
import { temporaryFolder } from "../testing/layout-files.ts";
import { openFilesBelow } from "../testing/open-files.ts";
import { directory, file, hardLink, symlink, tar } from "../testing/tar-writer.ts";
import type { FileSet } from "./file-set.ts";
import { openArchive } from "./open-archive.ts";

const MiB = 1024 * 1024;

for (const [compression, compress] of [
	["plain", (bytes: Buffer) => bytes],
	["gzip", gzipSync],
	["gzip in two members", (bytes: Buffer) => Buffer.concat([gzipSync(bytes.subarray(0, 700)), gzipSync(bytes.subarray(700))])],
	["zstd", zstdCompressSync],
	[
		"zstd in two frames",
		(bytes: Buffer) => Buffer.concat([zstdCompressSync(bytes.subarray(0, 700)), zstdCompressSync(bytes.subarray(700))]),
	],
] as const) {
	test(`members of a tar (${compression}) are read in any order, at the same time, and again`, async (t) => {
		const large = randomBytes(9 * MiB);
		const files = await open(t, compress(tar([file("a", "first"), file("large", large), file("b", "last")])));

		const read = await Promise.all(["b", "large", "a", "large"].map((name) => content(files, name)));

		assert.deepEqual(read, [Buffer.from("last"), large, Buffer.from("first"), large]);
	});
}

test("names are cleaned on both sides", async (t) => {
	const files = await open(t, tar([directory("./blobs"), file("./blobs/a", "1"), file("/index.json", "2")]));

	assert.deepEqual(await content(files, "blobs/a"), Buffer.from("1"));
	assert.deepEqual(await content(files, "./x/../index.json"), Buffer.from("2"));
	assert.equal(await files.find("missing"), undefined);
});

test("links lead to other members, and nowhere else", async (t) => {
	const files = await open(
		t,
		tar([
			file("layers/one.tar", "one"),
			symlink("id/layer.tar", "../layers/one.tar"),
			symlink("id/next.tar", "layer.tar"),
			hardLink("hard.tar", "layers/one.tar"),
			symlink("out", "../../../../etc/passwd"),
			symlink("absolute", "/etc/passwd"),
			symlink("folder", "layers"),
		]),
	);

	for (const name of ["id/layer.tar", "id/next.tar", "hard.tar"]) assert.deepEqual(await content(files, name), Buffer.from("one"), name);
	for (const name of ["out", "absolute", "folder"]) assert.equal(await files.find(name), undefined, name);
});

test("links that never end, and members that are no files, are refused", async (t) => {
	const files = await open(t, tar([symlink("a", "b"), symlink("b", "a"), { path: "fifo", type: "6" }, directory("folder")]));

	await assert.rejects(files.find("a"), { code: "blob-not-a-file", limit: "maxLinks" });
	for (const name of ["fifo", "folder"]) await assert.rejects(files.find(name), { code: "blob-not-a-file" }, name);
});

test("of two members by one name the last counts, and that there are two is known", async (t) => {
	const files = await open(t, tar([file("a", "first"), file("b", "only"), file("./a", "last")]));

	assert.deepEqual(await content(files, "a"), Buffer.from("last"));
	assert.deepEqual([files.isAmbiguous("a"), files.isAmbiguous("b")], [true, false]);
});

for (const [name, bytes] of [
	["an empty file", Buffer.alloc(0)],
	["a text", Buffer.from("plimsoll\n".repeat(100))],
	["a text compressed with gzip", gzipSync(Buffer.from("plimsoll\n".repeat(100)))],
	["a tar compressed with xz", Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, ...randomBytes(600)])],
] as const) {
	test(`${name} is no archive`, async (t) => {
		await assert.rejects(open(t, bytes), { code: "format-unknown", path: "archive.tar" });
	});
}

test("an archive cut short anywhere is never opened in silence", async (t) => {
	const whole = tar([file("a", randomBytes(2000)), file("b", randomBytes(2000))]);
	const compressed = gzipSync(whole);
	for (let length = 512; length < whole.length - 1024; length += 391) {
		await assert.rejects(readAll(t, whole.subarray(0, length)), isTyped, `${length} bytes of the tar`);
		const part = Math.floor((compressed.length * length) / whole.length);
		await assert.rejects(readAll(t, compressed.subarray(0, part)), isTyped, `${part} bytes of the gzip`);
	}
});

test("an archive that inflates without end is left, and the limit named", async (t) => {
	const bomb = zstdCompressSync(tar([file("zeros", Buffer.alloc(80 * MiB))]));

	await assert.rejects(open(t, bomb), { code: "limit-exceeded", limit: "maxInflateRatio", path: "archive.tar" });
});

test("an archive larger than an image may be is left", async (t) => {
	const limits = { ...defaultLimits(), maxImageBytes: 10_000 };

	await assert.rejects(open(t, gzipSync(tar([file("a", randomBytes(20_000))])), limits), {
		code: "limit-exceeded",
		limit: "maxImageBytes",
	});
});

test("an archive of too many members is left", async (t) => {
	const items = Array.from({ length: 20 }, (_, index) => file(`${index}`));

	await assert.rejects(open(t, tar(items), { ...defaultLimits(), maxEntries: 10 }), {
		code: "limit-exceeded",
		limit: "maxEntries",
		path: "archive.tar",
	});
});

test("neither closing nor failing leaves the archive open", async (t) => {
	const folder = await temporaryFolder(t);
	const good = join(folder, "good.tar");
	const bad = join(folder, "bad.tar.gz");
	writeFileSync(good, gzipSync(tar([file("large", randomBytes(9 * MiB))])));
	writeFileSync(bad, gzipSync(tar([file("a", randomBytes(9000))])).subarray(0, 5000));

	const files = await openArchive({ path: good, place: good, limits: defaultLimits() });
	const member = await files.find("large");
	for await (const chunk of member?.read() ?? []) {
		assert.ok(chunk.length > 0);
		break;
	}
	await files.close();
	await assert.rejects(openArchive({ path: bad, place: bad, limits: defaultLimits() }), { code: "archive-malformed" });

	assert.deepEqual(openFilesBelow(folder), []);
	await assert.rejects(Array.fromAsync(member?.read() ?? []), { code: "target-unreadable" });
});

async function open(t: TestContext, bytes: Uint8Array, limits: Limits = defaultLimits()): Promise<FileSet> {
	const place = join(await temporaryFolder(t), "archive.tar");
	writeFileSync(place, bytes);
	const files = await openArchive({ path: "archive.tar", place, limits });
	t.after(() => files.close());
	return files;
}

async function content(files: FileSet, name: string): Promise<Buffer> {
	const member = await files.find(name);
	assert.ok(member, name);
	return Buffer.concat(await Array.fromAsync(member.read()));
}

async function readAll(t: TestContext, bytes: Uint8Array): Promise<void> {
	const files = await open(t, bytes);
	for (const name of ["a", "b"]) await content(files, name);
}

function isTyped(error: { code?: string }): boolean {
	return ["archive-malformed", "format-unknown", "size-mismatch"].includes(error.code ?? "");
}
