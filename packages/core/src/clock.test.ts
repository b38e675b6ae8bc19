import assert from "node:assert/strict";
import { test } from "node:test";
import { sourceDate } from "./clock.ts";

test("SOURCE_DATE_EPOCH is seconds since 1970", () => {
	assert.equal(sourceDate({ SOURCE_DATE_EPOCH: "1700000000" })?.toISOString(), "2023-11-14T22:13:20.000Z");
});

for (const text of [undefined, "", "-1", "1e9", "yesterday", "9999999999999"]) {
	test(`${JSON.stringify(text)} as SOURCE_DATE_EPOCH gives no date`, () => {
		assert.equal(sourceDate({ SOURCE_DATE_EPOCH: text }), undefined);
	});
}
