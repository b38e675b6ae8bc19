import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { testdata } from "../testing/inventory-of.ts";
import { parseLockYaml } from "./lock-yaml.ts";
import type { Problem } from "./problem.ts";
import type { Value } from "./value.ts";

function read(text: string | Uint8Array, maxDepth: number = 128): { readonly value: Value; readonly problems: readonly Problem[] } {
	const problems: Problem[] = [];
	const limits = { ...defaultLimits(), maxDepth };
	const value = parseLockYaml(typeof text === "string" ? Buffer.from(text) : text, limits, (problem) => problems.push(problem));
	return { value, problems };
}

/** What the general parser makes of it, in this one's terms: lists are passed over, flow collections kept as text. */
function comparable(value: unknown): unknown {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value === null ? "" : value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, comparable(inner)]));
}

function withoutCollections(value: unknown): unknown {
	if (typeof value === "string") return /^[[{]/.test(value) ? "" : value;
	if (Array.isArray(value)) return "";
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, FLOW_KEYS.has(key) ? "" : withoutCollections(inner)]));
}

/** Keys whose values the tools write as flow collections. */
const FLOW_KEYS = new Set(["resolution", "engines", "os", "cpu", "hasBin"]);

for (const fixture of ["yarn-berry.lock", "pnpm-lock-5.yaml", "pnpm-lock-6.yaml"]) {
	test(`${fixture} is read as the general parser reads it`, () => {
		const bytes = testdata("npm", fixture);

		const { value, problems } = read(bytes);

		const expected = comparable(parse(bytes.toString(), { schema: "failsafe" }));
		assert.deepEqual(problems, []);
		assert.deepEqual(withoutCollections(value), withoutCollections(expected));
	});
}

test("property: nested mappings of texts are read as they were written", () => {
	const key = fc.stringMatching(/^[a-zA-Z@/][a-zA-Z0-9@/._: '"-]{0,30}$/).filter((text) => text.trim() === text);
	const { tree } = fc.letrec((tie) => ({
		tree: fc.dictionary(key, fc.oneof({ depthSize: "small" }, fc.stringMatching(/^[ -~]{0,30}$/), tie("tree")), { minKeys: 1, maxKeys: 5 }),
	}));
	fc.assert(
		fc.property(tree, (written) => {
			const { value, problems } = read(stringify(written, { lineWidth: 0 }));

			assert.deepEqual(problems, []);
			assert.deepEqual(JSON.parse(JSON.stringify(value)), JSON.parse(JSON.stringify(written)));
		}),
	);
});

test("long keys are written on a line of their own", () => {
	const long = "x".repeat(2000);

	const { value, problems } = read(`? "${long}"\n: a: 1\n  b: 2\n? ${long}2\n:\n  c: 3\n`);

	assert.deepEqual(problems, []);
	assert.deepEqual(JSON.parse(JSON.stringify(value)), { [long]: { a: "1", b: "2" }, [`${long}2`]: { c: "3" } });
});

test("lists and block scalars are passed over", () => {
	const { value, problems } = read("a:\n  - x\n  - y: 1\n    z: 2\nb: |-\n  text: here\n\n  more\nc: 3\n");

	assert.deepEqual(problems, []);
	assert.deepEqual({ ...value }, { a: "", b: "", c: "3" });
});

test("a line that is not understood costs itself and what is nested in it", () => {
	const { value, problems } = read("a: 1\nb: *alias\n  c: 2\n&x\nd: &anchor 3\ne: 4\ne: 5\n");

	assert.deepEqual({ ...value }, { a: "1", e: "4" });
	assert.equal(problems.length, 4);
	assert.match(problems[0]?.message ?? "", /^line 2: /);
});

test("nesting has a limit", () => {
	const text = Array.from({ length: 10 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("");

	const { problems } = read(text, 5);

	assert.equal(problems[0]?.limit, "maxDepth");
});

for (const [name, text] of [
	["? after ?", "? ".repeat(500_000)],
	["open brackets", "[".repeat(500_000)],
	["colons", "a: ".repeat(300_000)],
	["spaces", " ".repeat(500_000)],
	["quotes", `"${'\\"'.repeat(500_000)}`],
	["an alias bomb", `a: &a x\n${Array.from({ length: 50_000 }, (_, index) => `k${index}: [*a,*a]\n`).join("")}`],
] as const) {
	test(`ends on ${name}`, () => {
		const { value } = read(text);

		assert.equal(typeof value, "object");
	});
}
