import assert from "node:assert/strict";
import { test } from "node:test";
import { CoverageCollector, MAX_FILES_PER_CODE } from "./coverage-collector.ts";
import { memoryTree } from "./testing/memory-tree.ts";

test("bad files beyond those that are told of are counted", () => {
	const collector = new CoverageCollector(memoryTree({}));

	for (let index = 0; index < MAX_FILES_PER_CODE + 7; index++)
		collector.report({ code: "file-malformed", message: "bad", path: `/${index}` });
	collector.report({ code: "file-limit", message: "large", path: "/large" });

	const entries = collector.entries();
	assert.equal(entries.length, MAX_FILES_PER_CODE + 2);
	assert.deepEqual(entries[0], { code: "file-malformed", message: "7 more of this kind, in files not told of" });
	assert.ok(entries.some(({ code }) => code === "file-limit"));
});
