import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { plimsoll, temporaryFolder } from "./testing/command-line.ts";

interface JsonReport {
	readonly subject: { readonly kind: string; readonly target: string };
	readonly operatingSystem?: { readonly id: string };
	readonly packages: readonly { readonly name: string }[];
	readonly coverage: readonly { readonly code: string; readonly message: string }[];
}

const lock = (name: string): string =>
	JSON.stringify({ name: "x", lockfileVersion: 3, packages: { [`node_modules/${name}`]: { version: "1.0.0" } } });
const installed = (name: string): string => JSON.stringify({ name, version: "1.0.0" });

/** A repository: a lock, a build that git ignores, tests, histories. */
const REPOSITORY: Readonly<Record<string, string>> = {
	"package-lock.json": lock("locked"),
	".gitignore": "dist/\n",
	"dist/package-lock.json": lock("built"),
	"test/data/package-lock.json": lock("tested"),
	"test/data/requirements.txt": "flask==1.0\n",
	".git/package-lock.json": lock("history-of-git"),
	"sub/.hg/package-lock.json": lock("history-of-mercurial"),
	".svn/package-lock.json": lock("history-of-subversion"),
};

/** A system with an application that was installed from a lock, and not all of it. */
const SYSTEM: Readonly<Record<string, string>> = {
	"usr/lib/os-release": 'ID=debian\nVERSION_ID="12"\n',
	"var/lib/dpkg/status": "Package: base-files\nStatus: install ok installed\nVersion: 12.4\n\n",
	"app/package-lock.json": lock("planned"),
	"app/node_modules/there/package.json": installed("there"),
	"app/.git/node_modules/hidden/package.json": installed("hidden"),
};

function write(folder: string, files: Readonly<Record<string, string>>): void {
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}

async function scan(...args: readonly string[]): Promise<JsonReport & { readonly names: readonly string[] }> {
	const ran = await plimsoll(["scan", ...args, "--format", "json"]);
	assert.equal(ran.status, 0, ran.stderr);
	const report = JSON.parse(ran.stdout) as JsonReport;
	return { ...report, names: report.packages.map(({ name }) => name).sort() };
}

test("in a repository lock files are the evidence, what git ignores included, and histories are left out", async (t) => {
	const folder = temporaryFolder(t);
	write(folder, REPOSITORY);

	const { names, subject } = await scan(folder);

	assert.deepEqual(names, ["built", "flask", "locked", "tested"]);
	assert.deepEqual(subject, { kind: "directory", target: folder });
});

for (const [args, expected, counts] of [
	[["--skip-dirs", "test"], ["built", "locked"], "--skip-dirs: 1, --skip-files: 0"],
	[["--skip-dirs", "/dist/,**/data"], ["locked"], "--skip-dirs: 2, --skip-files: 0"],
	[["--skip-files", "**/*.txt", "--skip-files", "./package-lock.json"], ["built", "tested"], "--skip-dirs: 0, --skip-files: 2"],
	[["--skip-dirs", "t*/{data,other},", "--skip-files", "dist/*"], ["locked"], "--skip-dirs: 1, --skip-files: 1"],
] as const) {
	test(`${args.join(" ")} leaves ${expected.join(", ")}`, async (t) => {
		const folder = temporaryFolder(t);
		write(folder, REPOSITORY);

		const { names, coverage } = await scan(folder, ...args);

		assert.deepEqual(names, expected);
		assert.deepEqual(
			coverage.filter(({ code }) => code === "skipped").map(({ message }) => message),
			[`Passed over as was asked for (${counts})`],
		);
	});
}

test("the root of a system is judged as an image is, its links inside it", async (t) => {
	const folder = temporaryFolder(t);
	write(folder, SYSTEM);
	mkdirSync(join(folder, "etc"));
	symlinkSync("/usr/lib/os-release", join(folder, "etc/os-release"));

	const root = await scan(`rootfs:${folder}`);
	const plain = await scan(folder);

	assert.deepEqual([root.names, root.operatingSystem?.id], [["base-files", "hidden", "there"], "debian"]);
	assert.deepEqual(root.subject, { kind: "directory", target: `rootfs:${folder}` });
	assert.deepEqual(plain.names, ["base-files", "planned", "there"]);
});

test("links that lead out of a folder show nothing of what is there", async (t) => {
	const folder = temporaryFolder(t);
	write(folder, { "outside/package-lock.json": lock("outside"), "inside/requirements.txt": "flask==1.0\n" });
	symlinkSync("../outside", join(folder, "inside/linked"));
	symlinkSync(join(folder, "outside/package-lock.json"), join(folder, "inside/package-lock.json"));

	const { names } = await scan(join(folder, "inside"));

	assert.deepEqual(names, ["flask"]);
});

test("a pattern that stands for too much is refused in one line", async () => {
	const ran = await plimsoll(["scan", ".", "--skip-dirs", "{a,b}".repeat(20)]);

	assert.equal(ran.status, 2);
	assert.match(ran.stderr, /^plimsoll: error: the pattern "\{a,b\}.*\[pattern-invalid\]\n$/);
});
