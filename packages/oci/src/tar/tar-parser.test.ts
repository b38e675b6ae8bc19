import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import fc from "fast-check";
import { directory, entryBytes, file, hardLink, header, paxRecord, sealHeader, symlink, tar } from "../testing/index.ts";
import { parseTar } from "../testing/parse-tar.ts";

const LONG = `${"long/".repeat(60)}name`;

test("entries of every kind are read", () => {
	const items = [
		directory("etc", 0o750),
		file("etc/passwd", "root", 0o4755),
		symlink("link", "../etc"),
		hardLink("hard", "etc/passwd"),
		{ path: "fifo", type: "6" },
		{ path: "device", type: "3" },
		{ path: "contiguous", type: "7", content: "c" },
	];

	const { entries, contents } = parseTar(tar(items));

	assert.deepEqual(
		entries.map(({ path, kind, size, mode, linkTarget }) => [path, kind, size, mode.toString(8), linkTarget]),
		[
			["etc/", "directory", 0, "750", undefined],
			["etc/passwd", "file", 4, "4755", undefined],
			["link", "symlink", 0, "777", "../etc"],
			["hard", "hardlink", 0, "644", "etc/passwd"],
			["fifo", "other", 0, "644", undefined],
			["device", "other", 0, "644", undefined],
			["contiguous", "file", 1, "644", undefined],
		],
	);
	assert.deepEqual(contents, ["root", "c"]);
});

test("however the bytes are cut into chunks, the same comes out", () => {
	const bytes = tar([file(LONG, "x".repeat(1000)), directory("d"), file("e", ""), file("f", "y".repeat(512)), symlink("l", LONG)]);
	const whole = parseTar(bytes);

	fc.assert(
		fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
			const ordered = cuts.toSorted((a, b) => a - b);

			assert.deepEqual(parseTar(bytes, defaultLimits(), ordered), whole);
		}),
	);
	assert.deepEqual(whole.contents, ["x".repeat(1000), "", "y".repeat(512)]);
});

test("names come from the prefix, GNU's long names and PAX, the last winning", () => {
	const prefixed = header(file("name"), 0);
	prefixed.write("folder", 345);
	const star = header(file("name"), 0);
	star.write(`folder${"\0".repeat(125)}0000`, 345, "latin1");
	star.write("tar\0", 508, "latin1");
	const gnuLong = [
		...entryBytes({ path: "@", type: "L", content: `${LONG}\0` }),
		...entryBytes({ path: "@", type: "K", content: `${LONG}2\0` }),
	];
	const global = entryBytes({ path: "g", type: "g", content: Buffer.concat([paxRecord("comment", "c"), paxRecord("mtime", "1.5")]) });

	const { entries, problems } = parseTar(
		Buffer.concat([
			...global,
			sealHeader(prefixed),
			sealHeader(star),
			...gnuLong,
			...entryBytes(symlink("short", "target")),
			...entryBytes({ ...symlink("short", "target"), pax: { path: "päx", linkpath: "tö" } }),
			...entryBytes(file("plain")),
		]),
	);

	assert.deepEqual(
		entries.map(({ path, linkTarget }) => [path, linkTarget]),
		[
			["folder/name", undefined],
			["folder/name", undefined],
			[LONG, `${LONG}2`],
			["päx", "tö"],
			["plain", undefined],
		],
	);
	assert.deepEqual(problems, []);
});

test("a global PAX header that renames is applied, and said, since container runtimes ignore it", () => {
	const bytes = Buffer.concat([...entryBytes({ path: "g", type: "g", content: paxRecord("path", "global") }), tar([file("own")])]);

	const { entries, problems } = parseTar(bytes);

	assert.equal(entries[0]?.path, "global");
	assert.match(problems[0]?.message ?? "", /global PAX header/);
});

test("old tars tell folders by a slash, and sum signed bytes", () => {
	const old = header({ path: "folder/", type: "\0" }, 0);
	const signed = header(file("ä"), 0);
	const sum = signed.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte > 127 ? byte - 256 : byte), 0);
	signed.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");

	const { entries } = parseTar(Buffer.concat([old, signed]));

	assert.deepEqual(
		entries.map(({ path, kind }) => [path, kind]),
		[
			["folder/", "directory"],
			["ä", "file"],
		],
	);
});

test("links and folders have no body whatever size they claim", () => {
	const { entries } = parseTar(tar([{ ...hardLink("h", "f"), size: 700 }, { ...directory("d"), size: 4096 }, file("f", "x")]));

	assert.deepEqual(
		entries.map(({ path }) => path),
		["h", "d/", "f"],
	);
});

test("the size of a PAX header wins, unless it contradicts one that could hold it", () => {
	const filled = { path: "f", content: "abc", size: 0, pax: { size: "3" } };

	assert.deepEqual(parseTar(tar([filled])).contents, ["abc"]);
	const smuggling = parseTar(tar([{ ...filled, size: 2 }]));
	assert.equal(smuggling.error?.code, "archive-malformed");
	assert.match(smuggling.error?.message ?? "", /3 bytes .* 2/);
});

test("what follows the end marker is no part of the archive", () => {
	const { entries, error } = parseTar(Buffer.concat([tar([file("a")]), Buffer.from("garbage".repeat(200))]));

	assert.deepEqual([entries.length, error], [1, undefined]);
});

test("a tar may end without its marker and its last padding, but not within an entry", () => {
	const item = Buffer.concat(entryBytes(file(LONG, "x".repeat(600))));
	const unpadded = item.length - (1024 - 600);
	const isComplete = (length: number): boolean => parseTar(item.subarray(0, length)).error === undefined;

	for (let length = 1; length < item.length; length++) {
		assert.equal(isComplete(length), length === unpadded, `${length} of ${item.length} bytes`);
	}
	assert.equal(isComplete(item.length), true);
	assert.equal(isComplete(0), true);
});
