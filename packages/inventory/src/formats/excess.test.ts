import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { parseJson } from "./json.ts";
import { parseLockYaml } from "./lock-yaml.ts";
import type { Problem } from "./problem.ts";
import { parseToml } from "./toml.ts";

const LIMITS = { ...defaultLimits(), maxValues: 20, maxDepth: 4 };

function problemOf(format: string, text: string | Uint8Array): Problem | undefined {
	const bytes = Buffer.from(text);
	if (format === "json") return parseJson(bytes, LIMITS).problem;
	if (format === "toml") return parseToml(bytes, LIMITS).problem;
	const problems: Problem[] = [];
	parseLockYaml(bytes, LIMITS, (problem) => problems.push(problem));
	return problems[0];
}

for (const [format, what, text, limit] of [
	["json", "a list of too many values", `[${"1,".repeat(20)}1]`, "maxValues"],
	["json", "too many lists", `[${"[],".repeat(10)}[]]`, "maxValues"],
	["json", "nesting", `${"[".repeat(6)}${"]".repeat(6)}`, "maxDepth"],
	["json", "nesting after other lists have ended", `[[],[],${"[".repeat(5)}${"]".repeat(5)}]`, "maxDepth"],
	["json", "nesting behind escaped quotes", `["\\"",${"[".repeat(6)}${"]".repeat(6)}]`, "maxDepth"],
	["toml", "a list of too many values", `a = [${"1,".repeat(20)}1]`, "maxValues"],
	["toml", "too many tables", "[[a]]\n".repeat(3), "maxValues"],
	["toml", "too many keys", Array.from({ length: 21 }, (_, index) => `a${index} = 1\n`).join(""), "maxValues"],
	["toml", "tables nested by dots", "a.a.a.a.a.a = 1", "maxDepth"],
	["toml", "tables nested by dots in a header", "[a.a.a.a.a.a]", "maxDepth"],
	["toml", "values behind strings that hide quotes", `a = """x"y\\""""\nb = '''\\'''\nc = [${"1,".repeat(20)}1]`, "maxValues"],
	["toml", "values behind a comment with a quote", `# "\na = [${"1,".repeat(20)}1]`, "maxValues"],
	["yaml", "too many keys", Array.from({ length: 21 }, (_, index) => `a${index}: 1\n`).join(""), "maxValues"],
	["yaml", "too many mappings", Array.from({ length: 4 }, (_, index) => `a${index}:\n  b: 1\n`).join(""), "maxValues"],
	["yaml", "nesting", Array.from({ length: 7 }, (_, index) => `${" ".repeat(index)}a:\n`).join(""), "maxDepth"],
] as const) {
	test(`${format}: ${what} is left at the limit`, () => {
		assert.deepEqual([problemOf(format, text)?.code, problemOf(format, text)?.limit], ["file-limit", limit]);
	});
}

for (const [format, what, text] of [
	["json", "marks in strings", `["${",[{".repeat(20)}"]`],
	["json", "as many values as allowed", `[${"1,".repeat(19)}1]`],
	["toml", "marks in strings and comments", `a = "${",[{.=".repeat(20)}" # ${",[{.=".repeat(20)}\nb = '${".".repeat(20)}'\n`],
	["toml", "dots of one key after another", "a.b.c = 1\nd.e = 1\n"],
	["yaml", "as many keys as allowed", Array.from({ length: 20 }, (_, index) => `a${index}: 1\n`).join("")],
] as const) {
	test(`${format}: ${what} are fine`, () => {
		assert.equal(problemOf(format, text), undefined);
	});
}

test("marks are looked for in the text, not in the bytes of another encoding", () => {
	const utf16 = Buffer.from(`\ufeff["\u2222",${"[],".repeat(10)}"\u2222",[]]`, "utf16le");

	assert.equal(problemOf("json", utf16)?.limit, "maxValues");
});
