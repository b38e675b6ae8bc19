import assert from "node:assert/strict";
import { chmodSync, readdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { Readable } from "node:stream";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { temporaryFolder } from "../testing/layout-files.ts";
import { openFilesBelow } from "../testing/open-files.ts";
import { readAt } from "./regular-file.ts";
import { spool } from "./spool.ts";
import { openTemporaryFile, openUnlinked } from "./temporary-file.ts";

const CHUNKS = [Buffer.from("one "), Buffer.alloc(0), Buffer.alloc(300_000, "x"), Buffer.from(" end")];
const options = { name: "the stream", limits: defaultLimits() };

/** Files of ours that are open in the folder for temporary files. */
const openSpools = (): string[] => openFilesBelow(tmpdir()).filter((path) => /\/(?:#\d+|plimsoll-[0-9a-f]{32}) \(deleted\)$/.test(path));

test("a stream can be read anywhere once it is in a file", async () => {
	const stream = Readable.from(CHUNKS);

	const { handle, size } = await spool(stream, options);

	const bytes = await readAt(handle, "spool", { offset: 0, length: size + 1 });
	await handle.close();
	assert.deepEqual([size, Buffer.from(bytes)], [300_008, Buffer.concat(CHUNKS)]);
	assert.deepEqual([stream.destroyed, openSpools()], [true, []]);
});

for (const [title, make] of [
	["a file that never had a name", openTemporaryFile],
	["a file that lost its name", openUnlinked],
] as const) {
	test(`${title} is nowhere to be seen, and nobody else's`, async (t) => {
		const folder = await temporaryFolder(t);

		const handle = await make(folder);

		const { mode, nlink } = await handle.stat();
		const seen = readdirSync(folder);
		await handle.write("x", 0);
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, 0);
		await handle.close();
		assert.deepEqual([mode & 0o777, nlink, seen, bytesRead, buffer.toString()], [0o600, 0, [], 1, "x"]);
	});
}

test("a temporary file that cannot be made is an error of the system", async (t) => {
	const folder = await temporaryFolder(t);
	await (await open(`${folder}/file`, "w")).close();
	chmodSync(`${folder}/file`, 0o600);

	await assert.rejects(openTemporaryFile(`${folder}/none`), { code: "ENOENT" });
	await assert.rejects(openTemporaryFile(`${folder}/file`), { code: "ENOTDIR" });
	await assert.rejects(openUnlinked(`${folder}/none`), { code: "ENOENT" });
});

test("a stream without an end meets the limit", async () => {
	const endless = Readable.from(
		(function* () {
			for (;;) yield Buffer.alloc(1000);
		})(),
	);

	const spooled = spool(endless, { ...options, limits: { ...defaultLimits(), maxSpooledBytes: 10_000 } });

	await assert.rejects(spooled, { code: "limit-exceeded", limit: "maxSpooledBytes", message: /^the stream has more than 10000 bytes/ });
	assert.deepEqual([endless.destroyed, openSpools()], [true, []]);
});

test("a stream that breaks off is an error that names it", async () => {
	const broken = Readable.from(
		(function* () {
			yield Buffer.alloc(1000);
			throw new Error("the other end is gone");
		})(),
	);

	await assert.rejects(spool(broken, options), { code: "target-unreadable", message: "the stream cannot be read: the other end is gone" });
	assert.deepEqual(openSpools(), []);
});

test("a stream that says nothing is left when the signal says so", async () => {
	const silent = new Readable({ read: () => {} });
	const controller = new AbortController();

	const spooled = spool(silent, { ...options, signal: controller.signal });
	controller.abort(new Error("enough"));

	await assert.rejects(spooled, { message: "enough" });
	assert.deepEqual([silent.destroyed, openSpools()], [true, []]);
});
