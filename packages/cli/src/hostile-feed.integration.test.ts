import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeZip, type ZipPart } from "@plimsoll/advisories/testing";
import { temporaryFolder } from "./testing/command-line.ts";
import { GIBIBYTE } from "./testing/hostile-image.ts";
import { measured } from "./testing/measured-run.ts";
import { rawControlIn } from "./testing/raw-controls.ts";

const GOOD: ZipPart = {
	name: "GHSA-1.json",
	content: JSON.stringify({
		id: "GHSA-1",
		modified: "2024-01-01T00:00:00Z",
		affected: [{ package: { ecosystem: "npm", name: "x" }, versions: ["1.0.0"] }],
	}),
};
const large = Buffer.alloc(15_000_000, " ");

for (const [title, zip, status, says] of [
	[
		"a record of 100 MB",
		() => makeZip([GOOD, { name: "b.json", content: Buffer.alloc(1e8, "x") }]),
		0,
		/skipped npm\/b\.json: .*maxAdvisoryBytes/,
	],
	["a record that says it is small", () => makeZip([GOOD, { name: "b.json", content: large, size: 10 }]), 2, /b\.json.*\[feed-corrupt\]/],
	[
		"a record that nests 100,000 deep",
		() => makeZip([GOOD, { name: "b.json", content: "[".repeat(1e5) + "]".repeat(1e5) }]),
		0,
		/skipped npm\/b\.json/,
	],
	[
		"names that climb and colour",
		() => makeZip([GOOD, { name: "../../x\u001b[31m.json", content: "{" }]),
		0,
		/skipped npm\/\.\.\/\.\.\/x\\x1b\[31m\.json/,
	],
	[
		"a bomb of many records",
		() => makeZip(Array.from({ length: 20 }, (_, index) => ({ name: `${index}.json`, content: large }))),
		2,
		/maxInflateRatio.*\[feed-limit\]/,
	],
	["a zip that is cut short", () => makeZip([GOOD]).subarray(0, 100), 2, /\[feed-corrupt\]/],
	["an empty zip", () => Buffer.alloc(0), 2, /\[feed-corrupt\]/],
] as const) {
	test(`feed: ${title} costs itself, or is refused, and leaves nothing behind`, async (t) => {
		const folder = temporaryFolder(t);
		mkdirSync(join(folder, "osv/npm"), { recursive: true });
		writeFileSync(join(folder, "osv/npm/all.zip"), zip());

		const ran = await measured(["db", "build", "--from", join(folder, "osv"), "--output", join(folder, "new.db")]);

		assert.equal(ran.status, status, ran.stderr);
		assert.match(ran.stderr, says);
		assert.equal(rawControlIn(ran.stderr), undefined);
		assert.ok(ran.peakBytes > 0 && ran.peakBytes < GIBIBYTE);
		assert.deepEqual(readdirSync(folder), status === 0 ? ["new.db", "osv"] : ["osv"]);
		if (status === 0) assert.match(ran.stdout, /: 1 advisories$/m);
	});
}
