import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PLIMSOLL, temporaryFolder } from "./testing/command-line.ts";

/** A copy of the launcher in a folder with no packaged Node.js above it, and a `node` of some version on the PATH. */
function isolate(folder: string, version: string): { readonly launcher: string; readonly environment: Record<string, string> } {
	const launcher = join(folder, "package/bin/plimsoll");
	const tools = join(folder, "tools");
	for (const path of [join(folder, "package/bin"), tools]) mkdirSync(path, { recursive: true });
	copyFileSync(PLIMSOLL, launcher);
	writeFileSync(join(tools, "node"), `#!/bin/sh\ncase $1 in --version) echo ${version} ;; *) echo "started $*" ;; esac\n`);
	chmodSync(join(tools, "node"), 0o755);
	return { launcher, environment: { PATH: `${tools}:/usr/bin:/bin` } };
}

test("the packaged Node.js is used, whatever is on the PATH", (t) => {
	const { environment } = isolate(temporaryFolder(t), "v18.0.0");

	const ran = spawnSync(PLIMSOLL, ["--version"], { encoding: "utf8", env: { ...process.env, ...environment } });

	assert.equal(ran.status, 0, ran.stderr);
	assert.match(ran.stdout, /^\d+\.\d+\.\d+\n$/);
});

test("without a packaged one, a Node.js on the PATH that is new enough is used", (t) => {
	const { launcher, environment } = isolate(temporaryFolder(t), "v26.1.0");

	const ran = spawnSync(launcher, ["--version"], { encoding: "utf8", env: environment });

	assert.match(ran.stdout, /^started .*dist\/main\.js --version\n$/);
});

test("an old Node.js alone is said plainly, with what is needed", (t) => {
	const { launcher, environment } = isolate(temporaryFolder(t), "v20.20.2");

	const ran = spawnSync(launcher, ["--version"], { encoding: "utf8", env: environment });

	assert.equal(ran.status, 2);
	assert.match(ran.stderr, /^plimsoll: error: Node\.js 26 or newer is needed, and the Node\.js on the PATH is v20\.20\.2\./);
});
