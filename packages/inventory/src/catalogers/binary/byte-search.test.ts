import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { BufferPool } from "../../excerpts/buffer-pool.ts";
import { BLOCK_BYTES, ByteSearch, MAX_HITS } from "./byte-search.ts";
import { after, alone, before, completing, NUMBERS, near, type Pattern } from "./pattern.ts";

const POOL = new BufferPool();
const PATTERNS: readonly Pattern[] = [
	after("never found "),
	after("tool version: "),
	before("\0next\0", NUMBERS, "\\0"),
	near("a mark", /\0(\d\.\d)\0{1,9}a mark/),
	completing("\0", /^\0(\d\.\d{1,2}\.\d)\0/),
	alone("\\d{4}\\.\\d"),
];
const TEXT = Buffer.from("tool version: 1.2.3-rc1\n\x004.5\0next\0\x006.7\0\0a mark\x003.11.8\x001999.1\0", "latin1");
const VERSIONS = [undefined, "1.2.3-rc1", "4.5", "6.7", "3.11.8", "1999.1"];

/** Everything that is found in some bytes that come in pieces. */
function search(bytes: Uint8Array, patterns: readonly Pattern[], pieceSize = 64 * 1024): readonly (string | undefined)[] {
	const search = new ByteSearch(patterns, "3.11", POOL);
	for (let at = 0; at < bytes.length && search.push(bytes.subarray(at, at + pieceSize)); ) at += pieceSize;
	search.end();
	return search.versions;
}

test("versions are found after, before and near an anchor, behind that of the file's name, and by their form alone", () => {
	assert.deepEqual(search(TEXT, PATTERNS), VERSIONS);
});

test("what is found depends neither on where it stands nor on how the bytes come", () => {
	const nearSeam = fc.integer({ min: BLOCK_BYTES - 1200, max: BLOCK_BYTES + 200 });
	const pieces = fc.constantFrom(511, 64 * 1024, 3 * BLOCK_BYTES);

	fc.assert(
		fc.property(nearSeam, pieces, (offset, pieceSize) => {
			const bytes = Buffer.concat([Buffer.alloc(offset, "."), TEXT, Buffer.alloc(300_000)]);

			assert.deepEqual(search(bytes, PATTERNS, pieceSize), VERSIONS);
		}),
		{ numRuns: 60, seed: 0x5eed },
	);
});

test("byte by byte too", () => {
	assert.deepEqual(search(TEXT, PATTERNS, 1), VERSIONS);
});

test("the first of several counts", () => {
	assert.deepEqual(search(Buffer.from("tool version: 2.0 tool version: 3.0"), [after("tool version: ")]), ["2.0"]);
});

test("no more is read once the most telling pattern is found", () => {
	const search = new ByteSearch([after("tool version: "), before("\0next\0")], undefined, POOL);

	assert.equal(search.push(Buffer.alloc(10)), true);
	assert.equal(search.push(Buffer.concat([TEXT, Buffer.alloc(BLOCK_BYTES)])), false);
});

test("an anchor that stands everywhere is given up, and hides no other", () => {
	const flood = Buffer.from("tool version: ".repeat(MAX_HITS + 1));

	assert.deepEqual(search(Buffer.concat([flood, TEXT]), [after("never "), ...PATTERNS.slice(1, 3)]), [undefined, undefined, "4.5"]);
});

test("a pattern that needs a version in the file's name does not apply without", () => {
	const search = new ByteSearch([completing("\0", /^\0(\d\.\d{1,2}\.\d)\0/)], undefined, POOL);
	search.push(TEXT);
	search.end();

	assert.deepEqual(search.versions, [undefined]);
});

test("a file without bytes holds nothing", () => {
	assert.deepEqual(search(new Uint8Array(0), PATTERNS), Array(PATTERNS.length).fill(undefined));
});
