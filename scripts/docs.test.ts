import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { COVERAGE_CODES, defaultLimits } from "@plimsoll/core";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const reference = readFileSync(`${ROOT}docs/reference.md`, "utf8");

test("the reference lists every coverage code with its meaning and what it does to the exit code", () => {
	for (const [code, { lost, note, meaning }] of Object.entries(COVERAGE_CODES)) {
		const exit = note === true ? "never" : lost ? "3" : "–";
		assert.ok(reference.includes(`| \`${code}\` | ${exit} | ${meaning} |`), code);
	}
});

test("the reference lists every limit with its default", () => {
	for (const [name, value] of Object.entries(defaultLimits()))
		assert.ok(reference.includes(`| \`${name}\` | ${readable(name, value)} |`), name);
});

test("the reference lists every error code, and no other", () => {
	const declared = globSync("packages/*/src/{errors,*-error}.ts", { cwd: ROOT }).flatMap((file) =>
		errorCodes(readFileSync(ROOT + file, "utf8")),
	);
	const table = reference.slice(reference.indexOf("## Errors"));
	const listed = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);

	assert.deepEqual([...new Set(listed)].sort(), [...new Set(declared)].sort());
});

test("every link between the pages leads somewhere", () => {
	const pages = [
		"README.md",
		"CONTRIBUTING.md",
		"SECURITY.md",
		"CHANGELOG.md",
		"examples/README.md",
		...globSync("docs/**/*.md", { cwd: ROOT }),
	];
	const broken = pages.flatMap((page) =>
		linksOf(readFileSync(ROOT + page, "utf8"))
			.filter((link) => !existsSync(new URL(link, `file://${ROOT}${page}`)))
			.map((link) => `${page}: ${link}`),
	);

	assert.deepEqual(broken, []);
});

function errorCodes(source: string): readonly string[] {
	const union = /ErrorCode =([^;]+);/.exec(source)?.[1] ?? "";
	return [...union.matchAll(/"([a-z-]+)"/g)].map((match) => match[1] ?? "");
}

function linksOf(page: string): readonly string[] {
	return [...page.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? "").filter((link) => !/^[a-z]+:/.test(link));
}

function readable(name: string, value: number): string {
	if (!name.endsWith("Bytes")) return value.toLocaleString("en-US");
	for (const [unit, size] of [
		["GiB", 1024 ** 3],
		["MiB", 1024 ** 2],
		["KiB", 1024],
	] as const) {
		if (value >= size && value % size === 0) return `${value / size} ${unit}`;
	}
	return value.toLocaleString("en-US");
}
