import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CATALOGERS } from "./catalogers.ts";

test("the list of catalogers is the listing of their folder", () => {
	const folders = readdirSync(join(import.meta.dirname, "catalogers")).sort();

	const ids = CATALOGERS.map(({ id }) => id).sort();

	assert.deepEqual(ids, folders);
});
