import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const EXAMPLE = join(ROOT, "examples/vulnerable-app");

test("the packed packages install into an empty folder and scan from there", (t) => {
	const work = mkdtempSync(join(tmpdir(), "plimsoll-publish-"));
	t.after(() => rmSync(work, { recursive: true, force: true }));
	const tarballs = pack(work);
	const home = join(work, "home");
	mkdirSync(home);
	writeFileSync(join(home, "package.json"), '{ "name": "somebody", "private": true }');

	npm(["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", ...tarballs], home);

	const version = plimsoll(home, ["--version"]);
	assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
	const scanned = plimsoll(home, ["scan", `oci:${EXAMPLE}`, "--format", "json", "--fail-on", "any"]);
	assert.equal(scanned.status, 1, scanned.stderr);
	const report = JSON.parse(scanned.stdout) as { readonly packages: readonly { readonly name: string }[] };
	assert.ok(report.packages.some((found) => found.name === "lodash"));
});

function pack(work: string): readonly string[] {
	const staged = join(work, "staged");
	const packed = join(work, "packed");
	mkdirSync(packed);
	execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-b", "tsconfig.build.json"], { cwd: ROOT });
	execFileSync(process.execPath, [join(ROOT, "scripts/stage.ts"), staged], { cwd: ROOT });
	for (const name of readdirSync(staged)) npm(["pack", "--silent", "--ignore-scripts", "--pack-destination", packed], join(staged, name));
	return readdirSync(packed).map((name) => join(packed, name));
}

function npm(args: readonly string[], cwd: string): void {
	execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

function plimsoll(
	home: string,
	args: readonly string[],
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
	return spawnSync(join(home, "node_modules/.bin/plimsoll"), args, { cwd: home, encoding: "utf8" });
}
