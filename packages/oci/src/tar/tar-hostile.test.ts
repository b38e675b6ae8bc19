import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import fc from "fast-check";
import { entryBytes, file, paxRecord, symlink, type TarItem, tar } from "../testing/index.ts";
import { parseTar } from "../testing/parse-tar.ts";

const LONG = `${"long/".repeat(60)}name`;

test("damage is an error that says what is wrong", () => {
	const flipped = tar([file("a")]);
	flipped[10] = 1;
	const lone = Buffer.concat([Buffer.alloc(512), tar([file("a")])]);
	const sizes = [Buffer.alloc(12, 0xff), Buffer.alloc(12, 0xbf), Buffer.from("99999999999\0")];

	assert.match(parseTar(flipped).error?.message ?? "", /checksum/);
	assert.match(parseTar(lone).error?.message ?? "", /zeros/);
	for (const sizeField of sizes) assert.match(parseTar(tar([{ path: "a", sizeField }])).error?.message ?? "", /size/);
});

test("a PAX header that lies about its records is an error", () => {
	for (const content of ["5 a=b\n", "99 a=b\n", "a=b\n", "6 a=b", "6  a=b\n", "999999999999999999999 a=b\n", "4 ab\n", "11 size=-1\n"]) {
		const { error } = parseTar(Buffer.concat([...entryBytes({ path: "p", type: "x", content }), tar([file("a")])]));

		assert.equal(error?.code, "archive-malformed", JSON.stringify(content));
	}
});

test("names that nothing can be done with cost only their entry", () => {
	const hostile: TarItem[] = [
		{ ...file("a"), pax: { path: "etc/passwd\0.txt" } },
		{ ...symlink("b", "c"), pax: { linkpath: "x\0y" } },
		file(""),
		file("d/".repeat(100_000)),
		{ path: "unknown", type: "Z", content: "skipped" },
	];

	const { entries, problems, error } = parseTar(tar([...hostile, file("ok", "fine")]));

	assert.equal(error, undefined);
	assert.deepEqual(
		entries.map(({ path }) => path),
		["ok"],
	);
	assert.equal(problems.length, hostile.length);
	assert.equal(problems[3]?.limit, "maxPathBytes");
});

test("an extended header longer than the limit costs its entry, or the rest where it may hold a size", () => {
	const limits = { ...defaultLimits(), maxTarHeaderBytes: 2048 };
	const longName = [...entryBytes({ path: "@", type: "L", content: "x".repeat(4000) }), ...entryBytes(file("a"))];
	const pax = entryBytes({ path: "@", type: "x", content: paxRecord("comment", "x".repeat(4000)) });

	const named = parseTar(Buffer.concat([...longName, tar([file("b")])]), limits);
	const described = parseTar(Buffer.concat([tar([]).subarray(0, 0), ...entryBytes(file("a")), ...pax, tar([file("b")])]), limits);

	assert.deepEqual([named.entries.map(({ path }) => path), named.problems[0]?.limit], [["b"], "maxTarHeaderBytes"]);
	assert.deepEqual([described.entries.map(({ path }) => path), described.error?.limit], [["a"], "maxTarHeaderBytes"]);
});

test("control characters in names are kept as they are", () => {
	const { entries } = parseTar(tar([file("a\u001b[2Jb\nc")]));

	assert.equal(entries[0]?.path, "a\u001b[2Jb\nc");
});

test("random bytes give an error or entries, never anything else", () => {
	const valid = tar([file(LONG, "x".repeat(700)), symlink("l", "t"), file("z", "1")]);

	fc.assert(
		fc.property(fc.nat(valid.length - 1), fc.uint8Array({ minLength: 1, maxLength: 30 }), (at, noise) => {
			const damaged = Buffer.from(valid);
			damaged.set(noise.subarray(0, valid.length - at), at);

			assert.ok(parseTar(damaged).entries.length <= 3);
		}),
		{ numRuns: 300 },
	);
});
