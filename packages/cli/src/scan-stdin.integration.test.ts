import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { file, tar } from "@plimsoll/oci/testing";
import { PLIMSOLL, plimsoll, type Ran, temporaryFolder } from "./testing/command-line.ts";
import { hasOpenBelow, until } from "./testing/open-files.ts";
import { setScene } from "./testing/vulnerable-image.ts";

type Piped = ChildProcessByStdio<Writable, Readable, Readable>;

function start(folder: string, ...args: readonly string[]): Piped {
	const temporary = join(folder, "tmp");
	mkdirSync(temporary, { recursive: true });
	return spawn(PLIMSOLL, ["scan", ...args], { env: { ...process.env, TMPDIR: temporary }, stdio: ["pipe", "pipe", "pipe"] });
}

async function end(child: Piped): Promise<Ran> {
	const [[status], stdout, stderr] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
	return { status, stdout, stderr };
}

async function pipe(folder: string, bytes: Uint8Array, ...args: readonly string[]): Promise<Ran> {
	const child = start(folder, ...args);
	// Where the scan ends before it has read all.
	child.stdin.on("error", () => {});
	child.stdin.end(bytes);
	return await end(child);
}

/** A tar of a layout. */
function archive(layout: string): Buffer {
	const names = readdirSync(layout, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	const paths = names.map((entry) => join(entry.parentPath, entry.name)).sort();
	return tar(paths.map((path) => file(path.slice(layout.length + 1), readFileSync(path))));
}

test("what is piped in gives the evidence that the file gives, compressed or not", async (t) => {
	const folder = temporaryFolder(t);
	const { layout, database } = await setScene(folder);
	const bytes = archive(layout);
	writeFileSync(join(folder, "app.tar"), bytes);
	const args = ["--db", database, "--format", "json"];
	const ofFile = JSON.parse((await plimsoll(["scan", join(folder, "app.tar"), ...args])).stdout);

	for (const [target, piped] of [
		["-", bytes],
		["oci-archive:-:latest", bytes],
		["-", gzipSync(bytes)],
		["-", zstdCompressSync(bytes)],
	] as const) {
		const ran = await pipe(folder, piped, target, ...args);

		assert.deepEqual([ran.status, ran.stderr], [0, ""]);
		const report = JSON.parse(ran.stdout);
		assert.ok(report.findings.length > 0);
		assert.equal(report.subject.target, target);
		assert.deepEqual({ ...report, subject: { ...report.subject, target: ofFile.subject.target } }, ofFile);
	}
	assert.deepEqual(readdirSync(join(folder, "tmp")), []);
});

for (const [title, bytes, args, expected] of [
	["nothing at all", Buffer.alloc(0), [], /standard input is empty; an image is expected.*\[format-unknown\]/],
	["something else", Buffer.from("hello".repeat(200)), [], /standard input is no tar archive and no bill of materials \[format-unknown\]/],
	["a tar without an image", tar([file("a", "b")]), [], /standard input is none of: .*\[format-unknown\]/],
	["too much", Buffer.alloc(100_000), ["--limit", "maxSpooledBytes=1000"], /more than 1000 bytes \(maxSpooledBytes\) \[limit-exceeded\]/],
	["an image, twice,", Buffer.alloc(0), ["-"], /too many arguments.*\[usage\]/],
] as const) {
	test(`${title} on standard input is refused in one line`, async (t) => {
		const folder = temporaryFolder(t);

		const ran = await pipe(folder, bytes, "-", ...args);

		assert.deepEqual([ran.status, ran.stdout], [2, ""]);
		assert.match(ran.stderr, /^plimsoll: error: [^\n]*\n$/);
		assert.match(ran.stderr, expected);
	});
}

for (const [title, script, expected] of [
	["that is closed", '"$0" scan - <&-', /standard input is empty/],
	[
		"without room for it",
		'head -c 100000 /dev/zero | (ulimit -f 1; "$0" scan -)',
		/a temporary file.*\(TMPDIR.*EFBIG.*\[temporary-unwritable\]/,
	],
	["without a place for it", 'echo x | TMPDIR=/no/such "$0" scan -', /written in \/no\/such .*\[temporary-unwritable\]/],
] as const) {
	test(`standard input ${title} is refused in one line`, () => {
		const ran = spawnSync("sh", ["-c", script, PLIMSOLL], { encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });

		assert.deepEqual([ran.status, ran.stdout], [2, ""]);
		assert.match(ran.stderr, /^plimsoll: error: [^\n]*\n$/);
		assert.match(ran.stderr, expected);
	});
}

test("a terminal is not waited for", { skip: spawnSync("script", ["--version"]).status === 0 ? false : "script is not installed" }, () => {
	const ran = spawnSync("script", ["-qec", `${PLIMSOLL} scan -`, "/dev/null"], { encoding: "utf8", timeout: 30_000 });

	assert.equal(ran.status, 2);
	assert.match(ran.stdout, /standard input, which is a terminal; .*\[usage\]/);
});

for (const [signal, expected] of [
	["SIGINT", [130, null]],
	["SIGKILL", [null, "SIGKILL"]],
] as const) {
	test(`${signal} while standard input is read leaves nothing behind`, {
		skip: process.platform === "linux" ? false : "what a process has open is only told by Linux",
	}, async (t) => {
		const folder = temporaryFolder(t);
		const child = start(folder, "-");
		child.stdin.on("error", () => {}).write(Buffer.alloc(1_000_000));
		await until(() => hasOpenBelow(child.pid, join(folder, "tmp")));

		child.kill(signal);

		assert.deepEqual(await once(child, "close"), expected);
		assert.deepEqual(readdirSync(join(folder, "tmp")), []);
	});
}
