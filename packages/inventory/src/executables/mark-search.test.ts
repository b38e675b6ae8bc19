import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_WINDOWS, MarkSearch, WINDOW_BYTES } from "./mark-search.ts";

function search(bytes: Buffer, pieceSize: number, marks: readonly string[]): string[] {
	const searching = new MarkSearch(marks.map((mark) => Buffer.from(mark)));
	const lent = Buffer.alloc(pieceSize);
	for (let at = 0; at < bytes.length; at += pieceSize) {
		const length = bytes.copy(lent, 0, at, at + pieceSize);
		searching.push(lent.subarray(0, length));
		lent.fill(0);
	}
	return searching.regions().map((region) => Buffer.from(region.bytes).toString("latin1"));
}

test("what follows a mark is kept, however the file is cut into pieces", () => {
	const bytes = Buffer.from("before MARK first, MARK second, OTHER third");

	for (let size = 1; size <= bytes.length; size++) {
		const found = search(bytes, size, ["MARK", "OTHER"]).sort();

		assert.deepEqual(found, ["MARK first, MARK second, OTHER third", "MARK second, OTHER third", "OTHER third"], `pieces of ${size}`);
	}
});

test("no more is kept than a window for each mark, and no more windows than allowed", () => {
	const found = search(Buffer.concat([Buffer.from("MARK".repeat(100)), Buffer.alloc(2 * WINDOW_BYTES)]), 5000, ["MARK"]);

	assert.equal(found.length, MAX_WINDOWS);
	assert.ok(found.every((window) => window.length === WINDOW_BYTES));
});

test("one mark that is everywhere takes nothing from the others", () => {
	const found = search(Buffer.from(`${"MARK".repeat(100)}OTHER`), 7, ["MARK", "OTHER"]);

	assert.equal(found.length, MAX_WINDOWS + 1);
	assert.ok(found.includes("OTHER"));
});

test("without marks nothing is kept", () => {
	assert.deepEqual(search(Buffer.from("anything"), 3, []), []);
});
