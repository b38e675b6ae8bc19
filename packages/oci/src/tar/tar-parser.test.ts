import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits, type Limits } from "@plimsoll/core";
import fc from "fast-check";
import { OciError } from "../errors.ts";
import { directory, entryBytes, file, hardLink, header, paxRecord, sealHeader, symlink, type TarItem, tar } from "../testing/index.ts";
import type { TarEntry, TarProblem } from "./tar-entry.ts";
import { TarParser } from "./tar-parser.ts";

interface Parsed {
	readonly entries: TarEntry[];
	readonly contents: (string | undefined)[];
	readonly problems: TarProblem[];
	readonly error: OciError | undefined;
}

function parse(bytes: Uint8Array, limits: Limits = defaultLimits(), cuts: readonly number[] = []): Parsed {
	const entries: TarEntry[] = [];
	const contents: (string | undefined)[] = [];
	const problems: TarProblem[] = [];
	const handler = {
		entry: (entry: TarEntry) => entries.push(entry) > 0 && entry.kind === "file",
		content: (content: Uint8Array | undefined) => void contents.push(content && Buffer.from(content).toString("latin1")),
		ignored: (problem: TarProblem) => void problems.push(problem),
	};
	const parser = new TarParser(handler, limits);
	try {
		let at = 0;
		for (const cut of [...cuts, bytes.length]) {
			parser.push(bytes.subarray(at, cut));
			at = cut;
		}
		parser.end();
		return { entries, contents, problems, error: undefined };
	} catch (error) {
		assert.ok(error instanceof OciError, String(error));
		return { entries, contents, problems, error };
	}
}

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

	const { entries, contents } = parse(tar(items));

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
	const whole = parse(bytes);

	fc.assert(
		fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
			const ordered = cuts.toSorted((a, b) => a - b);

			assert.deepEqual(parse(bytes, defaultLimits(), ordered), whole);
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

	const { entries, problems } = parse(
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

	const { entries, problems } = parse(bytes);

	assert.equal(entries[0]?.path, "global");
	assert.match(problems[0]?.message ?? "", /global PAX header/);
});

test("old tars tell folders by a slash, and sum signed bytes", () => {
	const old = header({ path: "folder/", type: "\0" }, 0);
	const signed = header(file("ä"), 0);
	const sum = signed.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte > 127 ? byte - 256 : byte), 0);
	signed.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");

	const { entries } = parse(Buffer.concat([old, signed]));

	assert.deepEqual(
		entries.map(({ path, kind }) => [path, kind]),
		[
			["folder/", "directory"],
			["ä", "file"],
		],
	);
});

test("links and folders have no body whatever size they claim", () => {
	const { entries } = parse(tar([{ ...hardLink("h", "f"), size: 700 }, { ...directory("d"), size: 4096 }, file("f", "x")]));

	assert.deepEqual(
		entries.map(({ path }) => path),
		["h", "d/", "f"],
	);
});

test("the size of a PAX header wins, unless it contradicts one that could hold it", () => {
	const filled = { path: "f", content: "abc", size: 0, pax: { size: "3" } };

	assert.deepEqual(parse(tar([filled])).contents, ["abc"]);
	const smuggling = parse(tar([{ ...filled, size: 2 }]));
	assert.equal(smuggling.error?.code, "archive-malformed");
	assert.match(smuggling.error?.message ?? "", /3 bytes .* 2/);
});

test("what follows the end marker is no part of the archive", () => {
	const { entries, error } = parse(Buffer.concat([tar([file("a")]), Buffer.from("garbage".repeat(200))]));

	assert.deepEqual([entries.length, error], [1, undefined]);
});

test("a tar may end without its marker and its last padding, but not within an entry", () => {
	const item = Buffer.concat(entryBytes(file(LONG, "x".repeat(600))));
	const unpadded = item.length - (1024 - 600);
	const isComplete = (length: number): boolean => parse(item.subarray(0, length)).error === undefined;

	for (let length = 1; length < item.length; length++) {
		assert.equal(isComplete(length), length === unpadded, `${length} of ${item.length} bytes`);
	}
	assert.equal(isComplete(item.length), true);
	assert.equal(isComplete(0), true);
});

test("damage is an error that says what is wrong", () => {
	const flipped = tar([file("a")]);
	flipped[10] = 1;
	const lone = Buffer.concat([Buffer.alloc(512), tar([file("a")])]);
	const sizes = [Buffer.alloc(12, 0xff), Buffer.alloc(12, 0xbf), Buffer.from("99999999999\0")];

	assert.match(parse(flipped).error?.message ?? "", /checksum/);
	assert.match(parse(lone).error?.message ?? "", /zeros/);
	for (const sizeField of sizes) assert.match(parse(tar([{ path: "a", sizeField }])).error?.message ?? "", /size/);
});

test("a PAX header that lies about its records is an error", () => {
	for (const content of ["5 a=b\n", "99 a=b\n", "a=b\n", "6 a=b", "6  a=b\n", "999999999999999999999 a=b\n", "4 ab\n", "11 size=-1\n"]) {
		const { error } = parse(Buffer.concat([...entryBytes({ path: "p", type: "x", content }), tar([file("a")])]));

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

	const { entries, problems, error } = parse(tar([...hostile, file("ok", "fine")]));

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

	const named = parse(Buffer.concat([...longName, tar([file("b")])]), limits);
	const described = parse(Buffer.concat([tar([]).subarray(0, 0), ...entryBytes(file("a")), ...pax, tar([file("b")])]), limits);

	assert.deepEqual([named.entries.map(({ path }) => path), named.problems[0]?.limit], [["b"], "maxTarHeaderBytes"]);
	assert.deepEqual([described.entries.map(({ path }) => path), described.error?.limit], [["a"], "maxTarHeaderBytes"]);
});

test("control characters in names are kept as they are", () => {
	const { entries } = parse(tar([file("a\u001b[2Jb\nc")]));

	assert.equal(entries[0]?.path, "a\u001b[2Jb\nc");
});

test("random bytes give an error or entries, never anything else", () => {
	const valid = tar([file(LONG, "x".repeat(700)), symlink("l", "t"), file("z", "1")]);

	fc.assert(
		fc.property(fc.nat(valid.length - 1), fc.uint8Array({ minLength: 1, maxLength: 30 }), (at, noise) => {
			const damaged = Buffer.from(valid);
			damaged.set(noise.subarray(0, valid.length - at), at);

			assert.ok(parse(damaged).entries.length <= 3);
		}),
		{ numRuns: 300 },
	);
});
