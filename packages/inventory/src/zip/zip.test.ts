import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { defaultLimits, type Limits } from "@plimsoll/core";
import { generator, mutated } from "@plimsoll/oci/testing";
import fc from "fast-check";
import type { Problem } from "../formats/problem.ts";
import { type ZipItem, zipOf } from "../testing/zip-of.ts";
import { ArchiveBudget } from "./archive-budget.ts";
import { readDirectory } from "./directory.ts";
import { overlapping } from "./overlaps.ts";
import { readEntry } from "./read-entry.ts";

interface Unzipped {
	readonly files: Readonly<Record<string, string>>;
	readonly problems: readonly Problem[];
}

function unzip(bytes: Uint8Array, limits: Partial<Limits> = {}): Unzipped {
	const budget = new ArchiveBudget({ ...defaultLimits(), ...limits });
	const directory = readDirectory(bytes, budget, () => true);
	if (directory.value === undefined) return { files: {}, problems: [directory.problem] };

	const files: Record<string, string> = {};
	const problems = [...directory.value.problems];
	for (const entry of directory.value.entries) {
		const content = readEntry(bytes, entry, budget);
		if (content.value === undefined) problems.push(content.problem);
		else files[entry.name] = Buffer.from(content.value).toString();
	}
	return { files, problems };
}

const A: ZipItem = { name: "a", content: "first" };
const B: ZipItem = { name: "b", content: "second", method: 0 };

function zip64Field(...values: readonly number[]): Buffer {
	const field = Buffer.alloc(4 + 8 * values.length);
	field.writeUInt16LE(1, 0);
	field.writeUInt16LE(8 * values.length, 2);
	for (const [index, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
	return field;
}

function zip64End(entries: number, size: number, offset: number): Buffer {
	const bytes = Buffer.alloc(76);
	bytes.writeUInt32LE(0x06064b50, 0);
	bytes.writeBigUInt64LE(BigInt(entries), 32);
	bytes.writeBigUInt64LE(BigInt(size), 40);
	bytes.writeBigUInt64LE(BigInt(offset), 48);
	bytes.writeUInt32LE(0x07064b50, 56);
	bytes.writeBigUInt64LE(BigInt(offset + size), 64);
	return bytes;
}

test("stored and deflated entries are read, also behind a start script and before a comment", () => {
	const zips = [
		zipOf([A, B]),
		zipOf([A, B], { before: Buffer.from("#!/bin/sh\nexec java -jar $0\n") }),
		zipOf([A, B], { comment: "PK\u0005\u0006 is no end record" }),
		zipOf([A, B], { after: Buffer.from("\n") }),
	];

	for (const zip of zips) assert.deepEqual(unzip(zip), { files: { a: "first", b: "second" }, problems: [] });
});

test("any entries come back as they were", () => {
	const items = fc.uniqueArray(fc.record({ name: fc.string({ minLength: 1, maxLength: 20 }), content: fc.string() }), {
		selector: ({ name }) => name,
	});

	fc.assert(
		fc.property(items, (entries) => {
			const honest = entries.filter(({ name, content }) => !name.includes("\0") && name !== "__proto__" && content.isWellFormed());

			const { files, problems } = unzip(zipOf(honest));

			assert.deepEqual(problems, []);
			assert.deepEqual(files, Object.fromEntries(honest.map(({ name, content }) => [name, content])));
		}),
	);
});

test("zip64 fields and records are read", () => {
	const full = 0xffffffff;
	const entry: ZipItem = { ...B, central: { size: full, stored: full, offset: full }, extra: zip64Field(6, 6, 0) };

	const zip = zipOf([entry], {
		end: { entries: 0xffff, size: full, offset: full },
		beforeEnd: ({ start, size }) => zip64End(1, size, start),
	});

	assert.deepEqual(unzip(zip), { files: { b: "second" }, problems: [] });
});

/** Says in its end record that its directory begins on another disk. */
function inParts(zip: Buffer): Buffer {
	zip.writeUInt16LE(1, zip.length - 22 + 6);
	return zip;
}

const REFUSED: readonly (readonly [what: string, zip: Buffer, message: RegExp])[] = [
	["nothing", Buffer.alloc(0), /no end record/],
	["text", Buffer.from("version https://git-lfs.github.com/spec/v1\n"), /no end record/],
	["a part of a zip in several", inParts(zipOf([A, B])), /several parts/],
	["a zip cut short", zipOf([A, B]).subarray(0, -30), /no end record/],
	["a zip whose start is gone", zipOf([A, B]).subarray(50), /begin before the file/],
	["a directory larger than the file", zipOf([A], { end: { size: 0x7fffffff } }), /begin before the file/],
	["a zip64 record that contradicts", zipOf([A], { beforeEnd: ({ start, size }) => zip64End(2, size, start) }), /contradicts/],
	[
		"a zip64 record of huge numbers",
		zipOf([A], { end: { entries: 0xffff, size: 0xffffffff, offset: 0xffffffff }, beforeEnd: () => Buffer.alloc(76, 0xff) }),
		/begin before the file/,
	],
];

for (const [what, zip, message] of REFUSED) {
	test(`${what} is refused`, () => {
		const { files, problems } = unzip(zip);

		assert.deepEqual(files, {});
		assert.match(problems[0]?.message ?? "", message);
	});
}

const BAD_ENTRIES: readonly (readonly [what: string, bad: ZipItem, message: RegExp])[] = [
	["encrypted", { ...A, flags: 1 }, /is encrypted/],
	["encrypted by its local header only", { ...A, local: { flags: 1 } }, /one of its headers only/],
	["of another name inside", { ...A, local: { name: "x" } }, /another name/],
	["of another compression inside", { ...A, local: { method: 0 } }, /another compression/],
	["of another size inside", { ...A, local: { size: 6 } }, /other sizes/],
	["of another checksum", { ...A, local: { crc32: 1 }, central: { crc32: 1 } }, /checksum/],
	["smaller than it says", { ...A, local: { size: 99 }, central: { size: 99 } }, /not the 99 bytes/],
	["larger than it says", { ...A, local: { size: 2 }, central: { size: 2 } }, /does not inflate to the 2 bytes/],
	["compressed in an unknown way", { ...A, method: 93 }, /method 93/],
	["not deflated", { ...A, raw: Buffer.from("garbage!") }, /does not inflate/],
	["beyond the file", { ...A, central: { offset: 0x7fffffff } }, /outside of the zip/],
	["larger than the file", { ...A, central: { stored: 0x7fffffff } }, /outside of the zip/],
	["with a NUL in its name", { ...A, name: "a\0.jar" }, /malformed/],
	["without the zip64 field it needs", { ...A, central: { size: 0xffffffff } }, /malformed/],
	["in a zip64 field of nonsense", { ...A, central: { offset: 0xffffffff }, extra: zip64Field(2 ** 52) }, /outside of the zip/],
];

for (const [what, bad, message] of BAD_ENTRIES) {
	test(`an entry ${what} costs itself`, () => {
		const { files, problems } = unzip(zipOf([bad, B]));

		assert.deepEqual(files, { b: "second" });
		assert.equal(problems.length, 1);
		assert.match(problems[0]?.message ?? "", message);
	});
}

test("a local header without sizes is believed only where it says that they follow", () => {
	const sizes = { crc32: 0, stored: 0, size: 0 };

	const [following, missing] = [unzip(zipOf([{ ...A, flags: 8, local: sizes }])), unzip(zipOf([{ ...A, local: sizes }]))];

	assert.deepEqual(following, { files: { a: "first" }, problems: [] });
	assert.match(missing.problems[0]?.message ?? "", /other sizes/);
});

test("entries that share bytes are not read, others are", () => {
	const quoted: ZipItem = { ...A, name: "c", central: { offset: 0, name: "a" } };

	const { files, problems } = unzip(zipOf([A, quoted, B]));

	assert.deepEqual(files, { b: "second" });
	assert.match(problems[0]?.message ?? "", /2 of its entries share bytes/);
});

test("overlaps are found where there are any, and none is left", () => {
	const ranges = fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 20 })), { maxLength: 12 });
	const clash = ([a, length]: readonly number[], [b, other]: readonly number[]): boolean =>
		(a ?? 0) < (b ?? 0) + (other ?? 0) && (b ?? 0) < (a ?? 0) + (length ?? 0);

	fc.assert(
		fc.property(ranges, (pairs) => {
			const found = overlapping(
				pairs.map(([start]) => start),
				pairs.map(([start, length]) => start + length),
			);

			const clashes = (pair: readonly number[], among: typeof pairs): boolean =>
				among.some((other) => other !== pair && clash(pair, other));
			const [bad, good] = [pairs.filter((_, index) => found.has(index)), pairs.filter((_, index) => !found.has(index))];
			assert.ok(bad.every((pair) => clashes(pair, pairs)));
			assert.ok(good.every((pair) => !clashes(pair, good)));
		}),
	);
});

test("a number of entries that is not theirs is said", () => {
	const { files, problems } = unzip(zipOf([A, B], { end: { entries: 7 } }));

	assert.deepEqual(files, { a: "first", b: "second" });
	assert.match(problems[0]?.message ?? "", /7 entries announced, 2 found/);
});

test("a bomb is met by a limit before it is inflated", () => {
	const content = Buffer.alloc(8 * 1024 * 1024);
	const bomb = zipOf([{ name: "a", content, raw: deflateRawSync(content) }, B]);

	const byRatio = unzip(bomb);
	const bySize = unzip(bomb, { maxFileBytes: 1000 });
	const byTotal = unzip(bomb, { maxInflateRatio: 10_000, maxArchiveBytes: 1000 });

	for (const { files } of [byRatio, bySize, byTotal]) assert.deepEqual(files, { b: "second" });
	assert.deepEqual(
		[byRatio, bySize, byTotal].map(({ problems }) => problems[0]?.limit),
		["maxInflateRatio", "maxFileBytes", "maxArchiveBytes"],
	);
});

test("entries beyond the limit are left out, and that is said", () => {
	const { files, problems } = unzip(zipOf([A, B]), { maxArchiveEntries: 1 });

	assert.deepEqual([files, problems[0]?.limit], [{ a: "first" }, "maxArchiveEntries"]);
});

test("entries may have any name", () => {
	const names = ["__proto__", "constructor", "../../etc/passwd", "/absolute", "C:\\x", "é\u202e"];
	const bytes = zipOf(names.map((name) => ({ name, content: name })));

	const directory = readDirectory(bytes, new ArchiveBudget(defaultLimits()), () => true);

	assert.deepEqual(
		directory.value?.entries.map(({ name }) => name),
		names,
	);
});

test("10,000 mutations of zips give what is whole of them, or why not", () => {
	const random = generator(0x5eed);
	const zips = [zipOf([A, B, { ...A, name: "c", flags: 8, local: { crc32: 0, stored: 0, size: 0 } }]), zipOf([B], { comment: "PK" })];

	for (let run = 0; run < 10_000; run++) {
		const { files, problems } = unzip(mutated(zips[run % zips.length] as Buffer, random));

		for (const content of Object.values(files)) assert.ok(["first", "second"].includes(content));
		for (const { code } of problems) assert.match(code, /^file-/);
	}
});

test("a directory of a million entries that lie is read in bounded time", () => {
	const header = zipOf([{ ...A, central: { offset: 0 } }]);
	const central = header.subarray(header.length - 22 - 47, header.length - 22);
	const many = Buffer.concat(Array.from({ length: 200_000 }, () => central));
	const zip = Buffer.concat([header.subarray(0, header.length - 22 - 47), many, header.subarray(header.length - 22)]);
	zip.writeUInt32LE(many.length, zip.length - 10);

	const { files, problems } = unzip(zip);

	assert.deepEqual(files, {});
	assert.match(problems.at(-1)?.message ?? "", /200000 of its entries share bytes/);
});
