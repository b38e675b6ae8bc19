import assert from "node:assert/strict";
import { test } from "node:test";
import type { CoverageCode, LimitName } from "@plimsoll/core";
import { file, type TarItem } from "@plimsoll/oci/testing";
import { temporaryFolder } from "./testing/command-line.ts";
import { layer, scanHostile } from "./testing/hostile-image.ts";

/** A hostile file: what is said of it; its own packages where some are left, in order. */
interface Case {
	readonly title: string;
	readonly file: TarItem | (() => TarItem);
	readonly code: CoverageCode;
	readonly limit?: LimitName;
	readonly packages?: readonly string[];
	/** Nothing is lost. */
	readonly isComplete?: true;
}

const MEGABYTE = 1_000_000;
const status = (text: string): TarItem => file("var/lib/dpkg/status.d/hostile", text);
const metadata = (text: string): TarItem => file("usr/lib/python3/x-1.dist-info/METADATA", text);
const packageJson = (text: string): TarItem => file("app/node_modules/x/package.json", text);
const x = (rest: string): string => `{"name":"x","version":"1.0.0",${rest}}`;
const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const stanza = (name: string, more: string = ""): string => `Package: ${name}\nStatus: install ok installed\nVersion: 1\n${more}\n`;

const CASES: readonly Case[] = [
	{ title: "a dpkg status of noise", file: status("\u0000\u0001noise\n\n\u00ff".repeat(1000)), code: "file-malformed", packages: [] },
	{ title: "a stanza without a version", file: status(`Package: bad\n\n${stanza("good")}`), code: "file-malformed", packages: ["good"] },
	{
		title: "a dpkg status that is cut short",
		file: status(`${stanza("good")}Package: bad\nStat`),
		code: "file-malformed",
		packages: ["good"],
	},
	{
		title: "NULs in a name and a version",
		file: status(`${stanza("a\u0000b")}Package: c\nVersion: 1\u0000\n\n${stanza("good")}`),
		code: "file-malformed",
		packages: ["good"],
	},
	{
		title: "a dpkg status with a line of 60 MB",
		file: () => status(`${stanza("one", `Description: ${"x".repeat(60 * MEGABYTE)}\n`)}${stanza("two")}`),
		code: "file-limit",
		limit: "maxLineBytes",
		packages: ["one", "two"],
	},
	{
		title: "a dpkg status with a line of 100 MB",
		file: () => status(stanza("one", `Description: ${"n".repeat(100 * MEGABYTE)}\n`)),
		code: "file-limit",
		limit: "maxFileBytes",
		packages: [],
	},
	{
		title: "an apk database of few bytes that stand for long paths",
		file: () => file("lib/apk/db/installed", `P:a\nV:1\nF:${"d/".repeat(2000)}\n${"R:x\n".repeat(MEGABYTE)}`),
		code: "file-limit",
		limit: "maxKeptBytes",
		packages: ["a"],
	},
	{
		title: "a package.json of 100 MB",
		file: () => packageJson(x(`"d":"${"n".repeat(100 * MEGABYTE)}"`)),
		code: "file-limit",
		limit: "maxFileBytes",
		packages: [],
	},
	{
		title: "a package.json of 20 million lists",
		file: () => packageJson(x(`"d":[${"[],".repeat(20 * MEGABYTE)}[]]`)),
		code: "file-limit",
		limit: "maxValues",
		packages: [],
	},
	{
		title: "a package.json that nests 100,000 deep",
		file: packageJson(x(`"d":${nested(100_000)}`)),
		code: "file-limit",
		limit: "maxDepth",
		packages: [],
	},
	{ title: "a package.json that is cut short", file: packageJson('{"name":"x","version":'), code: "file-malformed", packages: [] },
	{
		title: "a package-lock v1 that nests 5,000 deep",
		file: file("app/package-lock.json", treeLock(5000)),
		code: "file-limit",
		limit: "maxDepth",
		packages: [],
	},
	{
		title: "METADATA with a header of 60 MB",
		file: () => metadata(`Summary: ${"x".repeat(60 * MEGABYTE)}\nName: x\nVersion: 1\n`),
		code: "file-limit",
		limit: "maxLineBytes",
		packages: ["x"],
	},
	{
		title: "METADATA of 100 MB",
		file: () => metadata(`Name: x\nVersion: 1\n\n${"n".repeat(100 * MEGABYTE)}`),
		code: "file-limit",
		limit: "maxFileBytes",
		packages: [],
	},
	{ title: "METADATA without a version", file: metadata("Name: x\n\n"), code: "file-malformed", packages: [] },
	{
		title: "a poetry.lock that nests 100,000 deep",
		file: file("srv/poetry.lock", `x = ${nested(100_000)}`),
		code: "file-limit",
		limit: "maxDepth",
		packages: [],
	},
	{
		title: "a poetry.lock of tables nested by dots",
		file: file("srv/poetry.lock", `${"a.".repeat(100_000)}a = 1`),
		code: "file-limit",
		limit: "maxDepth",
		packages: [],
	},
	{
		title: "a poetry.lock of 10 million tables",
		file: () => file("srv/poetry.lock", "[[a]]\n".repeat(10 * MEGABYTE)),
		code: "file-limit",
		limit: "maxValues",
		packages: [],
	},
	{ title: "a YAML bomb of aliases", file: file("srv/pnpm-lock.yaml", yamlBomb()), code: "file-malformed", packages: ["good"] },
	{
		title: "a pnpm-lock.yaml of a million packages",
		file: () => file("srv/pnpm-lock.yaml", pnpmLock(MEGABYTE)),
		code: "file-limit",
		limit: "maxValues",
	},
	{
		title: "requirements of 5 million lines",
		file: () => file("srv/requirements.txt", "flask==1.0\n".repeat(5 * MEGABYTE)),
		code: "file-limit",
		limit: "maxPackagesPerFile",
		packages: ["flask"],
	},
	{
		title: "requirements that include the host's files and themselves",
		file: file(
			"srv/requirements.txt",
			"-r ../../../etc/passwd\n-r /../../etc/passwd\n-r requirements.txt\n-r http://localhost/x\nflask==1.0\n",
		),
		code: "reference-ignored",
		packages: ["flask"],
		isComplete: true,
	},
	{
		title: "a million requirements without a version",
		file: () => file("srv/requirements.txt", "flask\n".repeat(MEGABYTE)),
		code: "version-unresolved",
		packages: [],
		isComplete: true,
	},
];

for (const one of CASES) {
	test(`${one.title}: the rest is found, and what was lost is said`, async (t) => {
		const hostile = typeof one.file === "function" ? one.file() : one.file;

		const { ran, coverage, image, packages } = await scanHostile(temporaryFolder(t), [{ ...layer(hostile), compression: "none" }]);

		const entry = coverage.find(({ code, limit }) => code === one.code && limit === one.limit);
		assert.ok(entry !== undefined, JSON.stringify(coverage.slice(0, 3)));
		assert.deepEqual([ran.status, entry.path, entry.layer], [one.isComplete ? 0 : 3, `/${hostile.path}`, image.layerDigests[1]]);
		assert.ok(entry.message.length < 1000 && entry.message.includes(hostile.path));
		if (one.packages !== undefined) assert.deepEqual(packages, one.packages);
	});
}

test("200,000 stanzas are all found", async (t) => {
	const text = Array.from({ length: 200_000 }, (_, index) => stanza(`p${index}`)).join("");

	const { ran, coverage, packages } = await scanHostile(temporaryFolder(t), [layer(status(text))]);

	assert.deepEqual([ran.status, coverage, packages.length], [0, [], 200_000]);
});

test("a million bad files are counted, not listed", async (t) => {
	const items = Array.from({ length: 5000 }, (_, index) => file(`${index}/package.json`, "{"));

	const { ran, coverage } = await scanHostile(temporaryFolder(t), [layer(...items)]);

	assert.equal(ran.status, 3);
	assert.ok(coverage.length < 2000 && coverage.some(({ message }) => /4000 more/.test(message)));
});

test("locks whose packages depend on one another in circles are read", async (t) => {
	const names = Array.from({ length: 1000 }, (_, index) => `p${index}`);
	const packages = Object.fromEntries(
		names.map((name, index) => [`node_modules/${name}`, { version: "1.0.0", dependencies: { [`p${(index * 7 + 1) % 1000}`]: "*" } }]),
	);
	const lock = JSON.stringify({ lockfileVersion: 3, packages: { "": { dependencies: { p0: "*" } }, ...packages } });

	const { ran, packages: found } = await scanHostile(temporaryFolder(t), [layer(file("app/package-lock.json", lock))]);

	assert.deepEqual([ran.status, found.length], [0, 1000]);
});

test("keys that name what every object inherits pollute nothing", async (t) => {
	const evil = '"__proto__":{"name":"evil","version":"6.6.6","license":"EVIL"},"constructor":{"prototype":{"name":"evil"}}';

	const { ran, packages } = await scanHostile(temporaryFolder(t), [
		layer(
			packageJson(x(evil)),
			file("app/node_modules/y/package.json", `{${evil}}`),
			file(
				"srv/package-lock.json",
				`{"lockfileVersion":3,${evil},"packages":{"__proto__":{"version":"1"},"node_modules/z":{"version":"2"}}}`,
			),
			file("srv/poetry.lock", '[__proto__]\nname = "evil"\n[[package]]\nname = "p"\nversion = "1"\n[package.__proto__]\nversion = "6"\n'),
		),
	]);

	assert.deepEqual([ran.status, packages, ran.stdout.includes("EVIL")], [0, ["x", "z", "p"], false]);
});

function treeLock(depth: number): string {
	return `{"lockfileVersion":1,"dependencies":${'{"p":{"version":"1.0.0","dependencies":'.repeat(depth)}{}${"}}".repeat(depth)}}`;
}

function yamlBomb(): string {
	const levels = Array.from({ length: 20 }, (_, index) => `l${index + 1}: &l${index + 1} [${`*l${index},`.repeat(9)}*l${index}]\n`);
	return `lockfileVersion: '9.0'\nl0: &l0 [x]\n${levels.join("")}packages:\n  good@1.0.0:\n    resolution: {integrity: x}\n`;
}

function pnpmLock(count: number): string {
	return `lockfileVersion: '9.0'\npackages:\n${Array.from({ length: count }, (_, index) => `  p${index}@1.0.0:\n    resolution: {integrity: x}\n`).join("")}`;
}
