import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { directory, file, symlink, type TarItem, tar } from "../testing/index.ts";
import { indexTar } from "./tar-index.ts";

function index(bytes: Buffer, limits = defaultLimits()): ReturnType<typeof indexTar> {
	return indexTar((offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)), bytes.length, limits);
}

test("members are listed with where their bytes lie, duplicates in order", async () => {
	const big = Buffer.alloc(300_000, "b");
	const name = `${"folder/".repeat(30)}file`;
	const bytes = tar([directory("./d"), file("./d/one", "1"), file(name, big), symlink("link", "d/one"), file("d/one", "other")]);

	const members = await index(bytes);

	assert.deepEqual(
		members.map(({ path, kind, size, linkTarget }) => [path, kind, size, linkTarget]),
		[
			["d", "directory", 0, undefined],
			["d/one", "file", 1, undefined],
			[name, "file", 300_000, undefined],
			["link", "symlink", 0, "d/one"],
			["d/one", "file", 5, undefined],
		],
	);
	assert.deepEqual(
		members.map(({ offset, size }) => bytes.toString("latin1", offset, offset + Math.min(size, 5))),
		["", "1", "bbbbb", "", "other"],
	);
});

test("bodies are passed over without being read", async () => {
	const bytes = tar([file("big", Buffer.alloc(4_000_000)), file("last", "x")]);
	let read = 0;

	const members = await indexTar(
		(offset, length) => {
			read += length;
			return Promise.resolve(bytes.subarray(offset, offset + length));
		},
		bytes.length,
		defaultLimits(),
	);

	assert.equal(members.length, 2);
	assert.ok(read < 200_000, `${read} bytes were read`);
});

test("an archive that is cut short is refused wherever the cut is", async () => {
	const whole = tar([file("a".repeat(150), "x".repeat(700)), file("b", "y")]);
	const ends = whole.length - 1024;

	for (let length = 1; length < ends; length += 101) {
		await assert.rejects(index(whole.subarray(0, length)), { code: "archive-malformed" }, `${length} bytes`);
	}
	assert.equal((await index(whole.subarray(0, ends))).length, 2);
	assert.equal((await index(whole.subarray(0, ends - 511))).length, 2);
	await assert.rejects(index(whole.subarray(0, ends - 510)), { code: "archive-malformed" });
});

test("limits are met with an error that names them", async () => {
	const refused: readonly (readonly [TarItem[], object, string])[] = [
		[[file("a"), file("b"), file("c")], { maxEntries: 2 }, "maxEntries"],
		[[file("a/b/c/d")], { maxPathDepth: 2 }, "maxPathDepth"],
		[[file("a".repeat(200))], { maxPathBytes: 150 }, "maxPathBytes"],
		[[{ ...file("a"), pax: { comment: "c".repeat(900) } }], { maxTarHeaderBytes: 512 }, "maxTarHeaderBytes"],
	];

	for (const [items, limits, limit] of refused) {
		await assert.rejects(index(tar(items), { ...defaultLimits(), ...limits }), { code: "limit-exceeded", limit });
	}
});

test("a size beyond the archive is refused", async () => {
	await assert.rejects(index(tar([{ path: "a", content: "x", size: 1_000_000 }])), { code: "archive-malformed" });
});
