import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { testdata } from "../../testing/inventory-of.ts";
import { formatOf } from "./formats.ts";

const PAGE = 4096;

function fixture(name: string): Buffer {
	return gunzipSync(testdata("rpm", name));
}

function read(bytes: Uint8Array): { headers: number; problems: string[] } {
	const problems: string[] = [];
	let headers = 0;
	formatOf(bytes)?.read({ bytes }, { header: () => headers++, problem: (message) => problems.push(message), exhausted: false });
	return { headers, problems };
}

/** Where the pages of a type are in the little-endian fixture. */
function pagesOf(bytes: Buffer, type: number): number[] {
	const pages: number[] = [];
	for (let at = 0; at < bytes.length; at += PAGE) if (bytes[at + 25] === type) pages.push(at);
	return pages;
}

test("overflow pages of Berkeley DB that are a circle end, and cost their headers", () => {
	const bytes = fixture("Packages-little-endian.gz");
	for (const at of pagesOf(bytes, 7)) bytes.writeUInt32LE(at / PAGE, at + 16);

	const { headers, problems } = read(bytes);

	assert.ok(headers < 5);
	assert.match(problems.join(), /part of another or was passed before/);
});

test("items of Berkeley DB that share one chain count once", () => {
	const bytes = fixture("Packages-little-endian.gz");
	const first = (pagesOf(bytes, 7)[0] ?? 0) / PAGE;
	for (const at of pagesOf(bytes, 13)) {
		for (let index = 1; index < bytes.readUInt16LE(at + 20); index += 2) {
			const item = at + bytes.readUInt16LE(at + 26 + index * 2);
			if (bytes[item] === 3) bytes.writeUInt32LE(first, item + 4);
		}
	}

	const { headers, problems } = read(bytes);

	assert.ok(headers <= 1);
	assert.equal(headers + problems.length, 5);
});

const BERKELEY: readonly (readonly [title: string, at: number, value: number, problem: RegExp])[] = [
	["pages of 7 bytes", 20, 7, /expected pages of 512 to 65536 bytes, found 7/],
	["four thousand million pages", 32, 0xffff_fffe, /should have 4294967\d+ more pages/],
	["an encrypted content", 24, 0x0801, /it is encrypted/],
	["a b-tree's first page", 24, 0x0900, /not that of a hash/],
];

for (const [title, at, value, problem] of BERKELEY) {
	test(`a Berkeley DB that says it has ${title} is said`, () => {
		const bytes = fixture("Packages-little-endian.gz");
		bytes.writeUInt32LE(value, at);

		assert.match(read(bytes).problems.join(), problem);
	});
}

test("a hash page of more entries than it can hold costs itself", () => {
	const bytes = fixture("Packages-little-endian.gz");
	for (const at of pagesOf(bytes, 13)) bytes.writeUInt16LE(0xfffe, at + 20);

	const { headers, problems } = read(bytes);

	assert.equal(headers, 0);
	assert.match(problems[0] ?? "", /page \d+ says it has 65534 entries/);
});

test("an item of Berkeley DB that says it has four gigabytes costs itself", () => {
	const bytes = fixture("Packages-little-endian.gz");
	for (const at of pagesOf(bytes, 13)) {
		for (let index = 1; index < bytes.readUInt16LE(at + 20); index += 2) {
			const item = at + bytes.readUInt16LE(at + 26 + index * 2);
			if (bytes[item] === 3) bytes.writeUInt32LE(0xffff_ffff, item + 8);
		}
	}

	assert.match(read(bytes).problems.join(), /says 4294967295 bytes, more than the file has left/);
});

const SLOT = 32;

const SLOTS: readonly (readonly [title: string, damage: (bytes: Buffer) => void, problem: RegExp])[] = [
	["without its magic", (bytes) => bytes.writeUInt32LE(0, SLOT), /slot 2: it does not begin as one/],
	["with blocks after the end", (bytes) => bytes.writeUInt32LE(0xffff_ffff, SLOT + 8), /slot 2: its blocks end at \d+, after the end/],
	[
		"that points at another package",
		(bytes) => bytes.writeUInt32LE(3, SLOT + 4),
		/slot 2: expected package 3 at \d+, found something else/,
	],
	[
		"whose header is longer than its blocks",
		(bytes) => bytes.writeUInt32LE(0xffff_ffff, bytes.readUInt32LE(SLOT + 8) * 16 + 12),
		/slot 2: its header says 4294967295 bytes/,
	],
];

for (const [title, damage, problem] of SLOTS) {
	test(`a slot of NDB ${title} costs itself`, () => {
		const bytes = fixture("Packages.db.gz");
		damage(bytes);

		const { headers, problems } = read(bytes);

		assert.equal(headers, 4);
		assert.equal(problems.length, 1);
		assert.match(problems[0] ?? "", problem);
	});
}

test("slots of NDB that all point at one package cost no more than the file has bytes", () => {
	const bytes = fixture("Packages.db.gz");
	const slot = Buffer.from(bytes.subarray(SLOT, SLOT + 16));
	for (let at = SLOT; at < PAGE; at += 16) slot.copy(bytes, at);

	const { headers, problems } = read(bytes);

	assert.equal(headers + problems.length, (PAGE - SLOT) / 16);
	assert.ok(headers < bytes.length / 1000);
});

test("a later version of NDB is not guessed at", () => {
	const bytes = fixture("Packages.db.gz");
	bytes.writeUInt32LE(1, 4);

	assert.deepEqual(read(bytes), { headers: 0, problems: ["expected version 0 of an NDB database, found 1"] });
});

test("a free slot of NDB is no package", () => {
	const bytes = fixture("Packages.db.gz");
	bytes.fill(0, SLOT + 4, SLOT + 16);

	assert.deepEqual(read(bytes), { headers: 4, problems: [] });
});
