import assert from "node:assert/strict";
import { test } from "node:test";
import { CoverageLog, MAX_ENTRIES_PER_CODE } from "./coverage-log.ts";

test("entries come in the order of a report, whatever order they were added in", () => {
	const log = new CoverageLog();

	log.add({ code: "link-loop", message: "a", path: "/a" });
	log.addAll([
		{ code: "file-limit", message: "c", path: "/c" },
		{ code: "file-limit", message: "b", path: "/b" },
	]);

	assert.deepEqual(
		log.list().map((entry) => entry.message),
		["b", "c", "a"],
	);
});

test("a million entries of one code are counted, and cost the others nothing", () => {
	const log = new CoverageLog();

	log.addAll(Array.from({ length: 1_000_000 }, (_, index) => ({ code: "file-malformed", message: "bad", path: `/${index}` }) as const));
	log.add({ code: "layer-missing", message: "gone" });

	const listed = log.list();
	assert.equal(listed.length, MAX_ENTRIES_PER_CODE + 2);
	assert.equal(listed[0]?.message, `${1_000_000 - MAX_ENTRIES_PER_CODE} more like the others of this kind`);
	assert.equal(listed.at(-1)?.message, "gone");
});
