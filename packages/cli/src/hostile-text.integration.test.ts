import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { file, hardLink, type LayerToWrite, symlink, writeLayout } from "@plimsoll/oci/testing";
import { reporters } from "@plimsoll/report";
import { plimsoll, temporaryFolder } from "./testing/command-line.ts";
import { rawControlIn } from "./testing/raw-controls.ts";
import { DEBIAN_LAYER, setScene } from "./testing/vulnerable-image.ts";

/** Clears the screen, renames the window, rings, reorders, and speaks to a CI system. */
const EVIL = "\u001b[2J\u001b]0;x\u0007\u202e\u2066\u009b5n\u200b";
const EVIL_LINE = `${EVIL}\r\n::set-output name=x::y`;

const EVIL_LAYER: LayerToWrite = {
	createdBy: `RUN ${EVIL_LINE}`,
	tar: [
		file("etc/os-release", `ID=debian\nVERSION_ID="12"\nPRETTY_NAME="${EVIL}"\n`),
		file(
			"var/lib/dpkg/status.d/x",
			`Package: libexpat1\nSource: expat\nVersion: 2.5.0-1\nArchitecture: ${EVIL}\n\nPackage: ${EVIL}\nVersion: 1\n\n`,
		),
		file(
			`app${EVIL_LINE}/node_modules/left-behind/package.json`,
			JSON.stringify({ name: "left-behind", version: "1.0.0", license: EVIL_LINE }),
		),
		file("app/node_modules/y/package.json", JSON.stringify({ name: "left\u202ebehind", version: "1.0.0\u2066" })),
		file(`bad${EVIL_LINE}/package.json`, "{"),
		symlink(`loop${EVIL_LINE}/package.json`, "package.json"),
		hardLink(`a${EVIL_LINE}`, `b${EVIL_LINE}`),
		file("usr/lib/x.dist-info/METADATA", `Name: ${EVIL}\nVersion: 1\n`),
		file("srv/requirements.txt", `-r ${EVIL_LINE}\n${EVIL}==1\na\u202e==1\n`),
	],
};

for (const { format } of reporters) {
	test(`${format}: nothing of an image reaches a terminal raw`, async (t) => {
		const folder = temporaryFolder(t);
		const { database } = await setScene(folder);
		await writeLayout(join(folder, "evil"), { layers: [DEBIAN_LAYER, EVIL_LAYER], tag: EVIL_LINE });

		const ran = await plimsoll(["scan", join(folder, "evil"), "--db", database, "--format", format]);

		assert.equal(ran.status, 3);
		assert.match(ran.stdout, /left-behind/);
		assert.deepEqual([rawControlIn(ran.stdout), ran.stderr], [undefined, ""]);
		assert.doesNotMatch(ran.stdout, /^\s*::set-output/m);
	});
}

for (const args of [
	["scan", `oci:/no/${EVIL_LINE}`],
	["scan", "/", "--db", EVIL_LINE],
	["scan", "/", `--${EVIL_LINE}`],
	["scan", "/", "--fail-on", EVIL_LINE],
	["scan", "/", "--limit", EVIL_LINE],
	[EVIL_LINE],
	["db", "build", "--from", EVIL_LINE],
	["db", "info", EVIL_LINE],
	["version-compare", EVIL_LINE, "1", "2"],
	["--debug", "scan", `oci:/no/${EVIL_LINE}`],
]) {
	test(`what ${args.map((arg) => (arg.includes(EVIL) ? "…" : arg)).join(" ")} is given reaches a terminal neutralised`, async () => {
		const ran = await plimsoll(args);

		assert.equal(ran.status, 2);
		assert.match(ran.stderr, /\\x1b\[2J/);
		assert.equal(rawControlIn(ran.stderr + ran.stdout), undefined);
		assert.doesNotMatch(ran.stderr, /^\s*::set-output/m);
	});
}
