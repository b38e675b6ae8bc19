import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { file, header, writeLayout } from "@plimsoll/oci/testing";
import { repeated } from "./testing/bombs.ts";
import { PLIMSOLL, plimsoll, temporaryFolder } from "./testing/command-line.ts";
import { layer } from "./testing/hostile-image.ts";
import { hasOpenBelow, until } from "./testing/open-files.ts";
import { setScene } from "./testing/vulnerable-image.ts";

const FULL = "/dev/full";

test("FIFOs inside a scanned folder are not waited for, and said where packages would be", async (t) => {
	const folder = temporaryFolder(t);
	mkdirSync(join(folder, "node_modules/a"), { recursive: true });
	for (const name of ["package-lock.json", "node_modules/a/package.json", "fifo"]) execFileSync("mkfifo", [join(folder, name)]);
	writeFileSync(join(folder, "requirements.txt"), "flask==1.0\n");

	const ran = await plimsoll(["scan", folder, "--format", "json"]);

	const report: { packages: { name: string }[]; coverage: { path: string }[] } = JSON.parse(ran.stdout);
	assert.deepEqual([ran.status, report.packages.map(({ name }) => name)], [3, ["flask"]]);
	assert.deepEqual(
		report.coverage.map(({ path }) => path),
		["/node_modules/a/package.json", "/package-lock.json"],
	);
});

for (const [title, script, expected] of [
	["--output to a full disk", `"$0" scan "$1" --output ${FULL}`, [2, /\/dev\/full.*ENOSPC.*\[output-unwritable\]/]],
	["--output into a folder that is not there", `"$0" scan "$1" --output "$1/no/x"`, [2, /no\/x.*\[output-unwritable\]/]],
	["standard output to a full disk", `"$0" scan "$1" >${FULL}`, [2, /standard output.*ENOSPC.*\[output-unwritable\]/]],
	["--version to a full disk", `"$0" --version >${FULL}`, [2, /standard output.*\[output-unwritable\]/]],
	["--help to a full disk", `"$0" --help >${FULL}`, [2, /standard output.*\[output-unwritable\]/]],
	["an error to a full disk", `"$0" scan /no/such/target 2>${FULL}`, [2, /^$/]],
	["standard output that is closed", `"$0" scan "$1" --format json >&-`, [0, /^$/]],
] as const) {
	test(`${title} is told by the exit code, without a stack trace`, { skip: existsSync(FULL) ? false : `no ${FULL}` }, async (t) => {
		const { layout } = await setScene(temporaryFolder(t));

		const child = spawn("sh", ["-c", script, PLIMSOLL, layout], { stdio: ["ignore", "ignore", "pipe"] });
		const [[status], stderr] = await Promise.all([once(child, "close"), text(child.stderr)]);

		assert.equal(status, expected[0]);
		assert.match(stderr, expected[1]);
		assert.doesNotMatch(stderr, /\n\s+at /);
	});
}

test("a reader that has seen enough changes neither the exit code nor standard error", async (t) => {
	const packages = Array.from({ length: 5000 }, (_, index) => `Package: p${index}\nVersion: 1\n\n`).join("");
	const folder = temporaryFolder(t);
	await writeLayout(folder, { layers: [layer(file("var/lib/dpkg/status", packages))] });

	const child = spawn(PLIMSOLL, ["scan", folder, "--format", "json"], { stdio: ["ignore", "pipe", "pipe"] });
	child.stdout.once("data", () => child.stdout.destroy());
	const [[status], stderr] = await Promise.all([once(child, "close"), text(child.stderr)]);

	assert.deepEqual([status, stderr], [0, ""]);
});

for (const [title, hostile, isWithin] of [
	[
		"while layers are read",
		{
			tar: [],
			blob: Buffer.concat([gzipSync(header({ path: "x", size: 2 ** 33 - 1 }, 0)), repeated(gzipSync(Buffer.alloc(1 << 24)), 500)]),
		},
		true,
	],
	[
		"while packages are looked for",
		{ ...layer(file("var/lib/dpkg/status", "Package: x\nVersion: 1\n\n".repeat(2_500_000))), compression: "none" },
		false,
	],
] as const) {
	test(`Ctrl-C ${title} ends the scan and leaves nothing behind`, {
		skip: existsSync("/proc/self/fd") ? false : "what a process has open is not told here",
	}, async (t) => {
		const folder = temporaryFolder(t);
		const { layerDigests } = await writeLayout(join(folder, "layout"), { layers: [hostile] });
		const limits = ["--limit", "maxInflateRatio=100000", "--limit", "maxPackagesPerFile=10000000"];
		const blob = join(folder, "layout/blobs/sha256", String(layerDigests[0]?.slice("sha256:".length)));

		const child = spawn(PLIMSOLL, ["scan", join(folder, "layout"), ...limits, "--output", join(folder, "report")], { stdio: "ignore" });
		const closed = once(child, "close");
		await until(() => hasOpenBelow(child.pid, blob));
		if (!isWithin) {
			await until(() => !hasOpenBelow(child.pid, blob));
			// It keeps the thread busy for ten seconds and more.
			await delay(500);
		}
		child.kill("SIGINT");
		const [status, signal] = await closed;

		// A shell counts a process that the signal itself ended as 130, too.
		assert.ok(status === 130 || signal === "SIGINT", `ended with ${status ?? signal}`);
		assert.deepEqual(readdirSync(folder), ["layout"]);
	});
}
