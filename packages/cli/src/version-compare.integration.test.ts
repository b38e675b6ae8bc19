import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { plimsoll, temporaryFolder } from "./testing/command-line.ts";

for (const [ecosystem, a, b, sign] of [
	["Debian", "1:1.0-1", "2.0-1", ">"],
	["Alpine", "1.2.3_rc1-r0", "1.2.3-r0", "<"],
	["npm", "1.0.0-alpha.1", "1.0.0", "<"],
	["PyPI", "1.0", "1.0.0", "="],
] as const) {
	test(`${ecosystem} orders ${a} ${sign} ${b}`, async () => {
		const ran = await plimsoll(["version-compare", ecosystem, a, b]);

		assert.deepEqual([ran.status, ran.stdout], [0, `${sign}\n`]);
	});
}

test("a file of lines passes where all hold and names those that do not", async (t) => {
	const folder = temporaryFolder(t);
	const good = join(folder, "good.txt");
	const bad = join(folder, "bad.txt");
	writeFileSync(good, "1.0 < 1.1\n1.0 = 1.0.0\n");
	writeFileSync(bad, "1.0 < 1.1\n2.0 < 1.1\nnonsense\n");

	const passed = await plimsoll(["version-compare", "--file", good, "--ecosystem", "PyPI"]);
	const failed = await plimsoll(["version-compare", "--file", bad, "--ecosystem", "PyPI"]);

	assert.deepEqual([passed.status, passed.stdout], [0, ""]);
	assert.equal(failed.status, 1);
	assert.match(failed.stdout, /:2: .*2\.0 < 1\.1/);
	assert.match(failed.stdout, /:3: /);
	assert.equal(failed.stdout.trimEnd().split("\n").length, 2);
});
