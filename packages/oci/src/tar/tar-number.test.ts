import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readNumber } from "./tar-number.ts";

test("octal digits are read between spaces and NULs", () => {
	for (const [text, expected] of [
		["0000644\0", 0o644],
		["   644 \0", 0o644],
		["\0\0\0\0\0\0\0\0", 0],
		["77777777", 0o77777777],
		["644\x009999", 0o644],
	] as const) {
		assert.equal(readNumber(Buffer.from(text, "latin1"), 0, 8), expected, JSON.stringify(text));
	}
});

test("what is no octal number is NaN", () => {
	for (const text of ["0000648\0", "-000001\0", "0x1", "1e3     "]) {
		assert.equal(readNumber(Buffer.from(text.padEnd(8, "\0")), 0, 8), Number.NaN, text);
	}
});

test("every size that is exact survives base-256", () => {
	fc.assert(
		fc.property(fc.maxSafeNat(), (size) => {
			const field = Buffer.alloc(12);
			field.writeBigUInt64BE(BigInt(size), 4);
			field[0] = 0x80;

			assert.equal(readNumber(field, 0, 12), size);
		}),
	);
});

test("negative and overflowing base-256 numbers are NaN", () => {
	const negative = Buffer.alloc(12, 0xff);
	const overflowing = Buffer.alloc(12, 0xff).fill(0xbf, 0, 1);

	assert.equal(readNumber(negative, 0, 12), Number.NaN);
	assert.equal(readNumber(overflowing, 0, 12), Number.NaN);
});
