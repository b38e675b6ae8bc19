import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { REMOTE_SOURCES, SOURCES } from "./index.ts";

const FOLDERS: Readonly<Record<string, string>> = { oci: "oci-layout", dir: "directory" };

test("the list of sources is the listing of their folders", () => {
	const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());

	const prefixes = [...SOURCES, ...REMOTE_SOURCES].map(({ prefix }) => prefix);
	assert.deepEqual(prefixes.map((prefix) => FOLDERS[prefix] ?? prefix).sort(), folders.map(({ name }) => name).sort());
});

test("no prefix is the start of another's, up to its colon", () => {
	const prefixes = [...SOURCES, ...REMOTE_SOURCES].map(({ prefix }) => prefix);

	assert.equal(new Set(prefixes).size, prefixes.length);
});
