import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { zipOf } from "../testdata/make-zip.ts";
import { recordOf, scratchFolder, writeFiles } from "../testdata/scratch.ts";

/** Builds, and is killed by itself at a step: nothing gets the chance to clean up. */
const KILLED = `
	const { buildDatabase } = await import(process.argv[1]);
	const { defaultLimits } = await import("@plimsoll/core");
	const onProgress = ({ step }) => step === process.argv[4] && process.kill(process.pid, "SIGKILL");
	await buildDatabase({ from: process.argv[2], output: process.argv[3], kind: "full", limits: defaultLimits(), onProgress });
`;

for (const step of ["read", "compile"]) {
	it(`leaves the database that was there when it is killed in the step ${step}`, (test) => {
		const folder = scratchFolder(test);
		const records = Array.from({ length: 2000 }, (_, index) => recordOf(`X-${index}`, "npm", `p${index}`, "1.0.0"));
		writeFiles(folder, { "feed/npm/all.zip": zipOf(records) });
		const output = join(folder, "advisories.db");
		writeFileSync(output, "the old one");
		const build = join(import.meta.dirname, "build.ts");
		const operands = [build, join(folder, "feed"), output, step];

		const { signal } = spawnSync(process.execPath, ["--input-type=module", "-e", KILLED, ...operands], { cwd: import.meta.dirname });

		assert.equal(signal, "SIGKILL");
		assert.equal(readFileSync(output, "utf8"), "the old one");
	});
}
