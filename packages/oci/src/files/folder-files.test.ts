import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { temporaryFolder } from "../testing/layout-files.ts";
import { openFilesBelow } from "../testing/open-files.ts";
import { FolderFiles } from "./folder-files.ts";

const CHUNKS = 300_000;

test("a file is read as it is, as often as wanted", async (t) => {
	const { files, root } = await folder(t);
	const content = Buffer.alloc(CHUNKS * 2, "plimsoll");
	writeFileSync(join(root, "file"), content);

	const file = await files.find("file");

	assert.equal(file?.size, content.length);
	for (let round = 0; round < 2; round++) assert.deepEqual(Buffer.concat(await Array.fromAsync(file?.read() ?? [])), content);
});

test("a name that leads to nothing is not found", async (t) => {
	const { files, root } = await folder(t);
	writeFileSync(join(root, "file"), "");
	symlinkSync("nowhere", join(root, "dangling"));

	for (const name of ["missing", "file/below", "dangling"]) assert.equal(await files.find(name), undefined, name);
});

test("a link inside the folder is followed", async (t) => {
	const { files, root } = await folder(t);
	writeFileSync(join(root, "file"), "content");
	symlinkSync("file", join(root, "link"));

	const file = await files.find("link");

	assert.equal(file?.size, 7);
});

test("a link out of the folder is refused, also through a folder, and to a neighbour whose name begins alike", async (t) => {
	const { files, root } = await folder(t);
	mkdirSync(`${root}-outside`);
	writeFileSync(join(`${root}-outside`, "secret"), "secret");
	symlinkSync(join(`${root}-outside`, "secret"), join(root, "file"));
	symlinkSync(`../${root.split("/").at(-1)}-outside`, join(root, "blobs"));

	for (const name of ["file", "blobs/secret"]) {
		await assert.rejects(files.find(name), { code: "blob-not-a-file", message: /leads out of/ });
	}
});

test("what is no regular file is refused without waiting for it", async (t) => {
	const { files, root } = await folder(t);
	execFileSync("mkfifo", [join(root, "fifo")]);
	mkdirSync(join(root, "folder"));
	const server = createServer().listen(join(root, "socket"));
	t.after(() => server.close());

	for (const name of ["fifo", "folder", "socket"]) await assert.rejects(files.find(name), { code: "blob-not-a-file" }, name);
});

test("a file that grows after it was found is said to have another size", async (t) => {
	const { files, root } = await folder(t);
	writeFileSync(join(root, "file"), "1");
	const file = await files.find("file");
	appendFileSync(join(root, "file"), "2");

	await assert.rejects(Array.fromAsync(file?.read() ?? []), { code: "size-mismatch" });
});

test("after closing nothing can be read", async (t) => {
	const { files, root } = await folder(t);
	writeFileSync(join(root, "file"), "1");
	const file = await files.find("file");

	await files.close();

	await assert.rejects(Array.fromAsync(file?.read() ?? []), { code: "target-unreadable" });
});

test("a reader that holds on to few chunks gets the same bytes in memory that is used again", async (t) => {
	const { files, root } = await folder(t);
	const content = Buffer.from(Uint8Array.from({ length: CHUNKS * 5 }, (_, index) => index >> 8));
	writeFileSync(join(root, "file"), content);
	const file = await files.find("file");
	const buffers = new Set<ArrayBufferLike>();

	let at = 0;
	let before: Uint8Array = new Uint8Array(0);
	for await (const chunk of file?.read({ held: 1 }) ?? []) {
		assert.deepEqual(Buffer.concat([before, chunk]), content.subarray(at - before.length, at + chunk.length));
		buffers.add(chunk.buffer);
		at += chunk.length;
		before = chunk;
	}

	assert.deepEqual([at, buffers.size], [content.length, 3]);
});

test("a reader that stops early leaves no file open", async (t) => {
	const { files, root } = await folder(t);
	writeFileSync(join(root, "file"), Buffer.alloc(CHUNKS * 2));
	const file = await files.find("file");

	for await (const chunk of file?.read() ?? []) {
		assert.ok(chunk.length < CHUNKS * 2);
		break;
	}

	assert.deepEqual(openFilesBelow(root), []);
});

test("a signal stops reading", async (t) => {
	const { files, root } = await folder(t);
	writeFileSync(join(root, "file"), Buffer.alloc(CHUNKS * 2));
	const file = await files.find("file");

	await assert.rejects(Array.fromAsync(file?.read({ signal: AbortSignal.abort(new Error("stopped")) }) ?? []), /stopped/);
});

async function folder(t: TestContext): Promise<{ files: FolderFiles; root: string }> {
	const root = join(await temporaryFolder(t), "layout");
	mkdirSync(root);
	return { files: new FolderFiles("layout", root), root };
}
