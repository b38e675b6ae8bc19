import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { entryBytes, file, header, paxRecord, sealHeader, tar } from "../testing/index.ts";
import { expandSparse } from "./sparse.ts";
import type { TarEntry } from "./tar-entry.ts";
import { TarParser } from "./tar-parser.ts";

const REAL = `${"\0".repeat(10)}abc${"\0".repeat(7)}`;

function only(bytes: Uint8Array): { path: string | undefined; size: number | undefined; content: string | undefined } {
	let found: TarEntry | undefined;
	let content: string | undefined;
	const handler = {
		entry: (entry: TarEntry) => {
			found ??= entry;
			return "keep" as const;
		},
		pass: () => false,
		passed: () => {},
		content: (all: Uint8Array | undefined) => {
			content ??= all && Buffer.from(all).toString("latin1");
		},
		ignored: () => assert.fail("nothing is to be ignored"),
	};
	const parser = new TarParser(handler, defaultLimits());
	parser.push(bytes);
	parser.end();
	return { path: found?.path, size: found?.size, content };
}

test("PAX sparse files of versions 0.0, 0.1 and 1.0 are expanded", () => {
	const version00 = Buffer.concat([
		...entryBytes({
			path: "@",
			type: "x",
			content: Buffer.concat([
				paxRecord("GNU.sparse.size", "20"),
				paxRecord("GNU.sparse.numblocks", "2"),
				paxRecord("GNU.sparse.offset", "10"),
				paxRecord("GNU.sparse.numbytes", "3"),
				paxRecord("GNU.sparse.offset", "20"),
				paxRecord("GNU.sparse.numbytes", "0"),
			]),
		}),
		tar([file("f", "abc")]),
	]);
	const version01 = { "GNU.sparse.size": "20", "GNU.sparse.map": "10,3,20,0", "GNU.sparse.name": "f" };
	const version10 = { "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "20", "GNU.sparse.name": "f" };
	const map = Buffer.concat([Buffer.from("2\n10\n3\n20\n0\n"), Buffer.alloc(500)], 512);

	const expected = { path: "f", size: 20, content: REAL };
	assert.deepEqual(only(version00), expected);
	assert.deepEqual(only(tar([{ path: "GNUSparseFile.1/f", content: "abc", pax: version01 }])), expected);
	assert.deepEqual(only(tar([{ path: "x", content: Buffer.concat([map, Buffer.from("abc")]), pax: version10 }])), expected);
});

test("old GNU sparse files are expanded, with extension blocks too", () => {
	const block = header({ path: "f", type: "S" }, 25);
	block.write("ustar  \0", 257, "latin1");
	block.fill(0, 345, 500);
	for (let place = 0; place < 4; place++) writePlace(block, 386 + place * 24, place * 10);
	block[482] = 1;
	block.write("00000000144\0", 483, "latin1");
	const extension = Buffer.alloc(512);
	writePlace(extension, 0, 40);

	const content = only(
		Buffer.concat([sealHeader(block), extension, Buffer.from("12345".repeat(5)), Buffer.alloc(487), tar([file("next")])]),
	);

	assert.deepEqual(content, { path: "f", size: 100, content: `${"12345\0\0\0\0\0".repeat(5)}${"\0".repeat(50)}` });
});

function writePlace(block: Buffer, at: number, offset: number): void {
	block.write(`${offset.toString(8).padStart(11, "0")}\0${"5".padStart(11, "0")}\0`, at, "latin1");
}

test("a map that lies gives nothing", () => {
	const stored = Buffer.from("abc");
	for (const map of [[0, 4], [18, 3], [0, 2], [0, 2, 1, 1], [Number.NaN, 3], [0, Number.NaN], [0]]) {
		assert.equal(expandSparse(stored, { realSize: 20, map }), undefined, String(map));
	}
	for (const text of ["", "1\n", "99999999999\n", "1\n0\n3", "x\n", "1\n\n3\n"]) {
		assert.equal(expandSparse(Buffer.from(text), { realSize: 20, map: undefined }), undefined, text);
	}
});

for (const format of [
	["--format=gnu"],
	["--format=pax", "--sparse-version=0.0"],
	["--format=pax", "--sparse-version=0.1"],
	["--format=pax"],
]) {
	test(`GNU tar's sparse files are read: ${format.join(" ")}`, { skip: hasGnuTar() ? false : "GNU tar is not installed" }, () => {
		const script =
			'cd "$(mktemp -d)" && truncate -s 1M f && for at in 0 9 77 200 255; do printf here | dd of=f bs=4096 seek=$at conv=notrunc status=none; done && tar -cS "$@" f && rm f && rmdir "$PWD"';
		const made = spawnSync("sh", ["-c", script, "sh", ...format], { maxBuffer: 4 << 20 });
		assert.equal(made.status, 0, made.stderr.toString());

		const { path, size, content } = only(made.stdout);

		assert.deepEqual([path, size, content?.length], ["f", 1 << 20, 1 << 20]);
		assert.deepEqual(
			[...(content ?? "").matchAll(/here/g)].map(({ index }) => index / 4096),
			[0, 9, 77, 200, 255],
		);
	});
}

function hasGnuTar(): boolean {
	return spawnSync("tar", ["--version"]).stdout?.toString().includes("GNU tar") === true;
}
