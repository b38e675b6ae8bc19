import assert from "node:assert/strict";
import { test } from "node:test";
import { grouped, quantity } from "./counts.ts";

test("counts are grouped by thousands, and one is singular", () => {
	const counts = [0, 1, 999, 1000, 12_345, 1_234_567];

	assert.deepEqual(counts.map(grouped), ["0", "1", "999", "1,000", "12,345", "1,234,567"]);
	assert.deepEqual([quantity(1, "finding"), quantity(1000, "finding")], ["1 finding", "1,000 findings"]);
});
