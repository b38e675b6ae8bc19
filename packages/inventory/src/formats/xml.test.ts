import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits, type Limits } from "@plimsoll/core";
import type { Problem } from "./problem.ts";
import { readXml } from "./xml.ts";

function read(text: string, limits: Partial<Limits> = {}): { readonly found: readonly string[]; readonly problem: Problem | undefined } {
	const found: string[] = [];
	const problem = readXml(
		Buffer.from(text),
		{ ...defaultLimits(), ...limits },
		{
			open: (path) => found.push(`+${path}`),
			close: (path, content) => found.push(`-${path}=${content}`),
		},
	);
	return { found, problem };
}

test("elements, texts, comments, sections and entities", () => {
	const { found, problem } = read(`\ufeff<?xml version="1.0"?><!-- <no/> -->
<p:a xmlns:p="x>y" b='/>'> one <!-- <!-- -->two<b /><![CDATA[<&amp;>]]>&amp;&#65;&#x42;&oslash;&#9999999;</p:a>`);

	assert.deepEqual([found, problem], [["+a", "+a/b", "-a/b=", "-a=one two<&amp;>&AB&oslash;&#9999999;"], undefined]);
});

const MALFORMED = [
	"<a>",
	"<a></b>",
	"</a>",
	"<a",
	'<a b="',
	"<a><!-- ",
	"<a><![CDATA[",
	"<?xml",
	"<!DOCTYPE a>",
	"<a></a",
	"<a><!ENTITY x 'y'></a>",
];

for (const text of MALFORMED) {
	test(`${text} is malformed`, () => {
		assert.equal(read(text).problem?.code, "file-malformed");
	});
}

test("a bomb of entities stays what it is", () => {
	const { problem } = read('<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>');

	assert.match(problem?.message ?? "", /document type/);
});

test("elements end at the limit", () => {
	assert.equal(read("<a><b/><b/></a>", { maxValues: 2 }).problem?.limit, "maxValues");
	assert.equal(read("<a><b/><b/></a>", { maxValues: 3 }).problem, undefined);
});

test("nesting ends at the limit", () => {
	const { found, problem } = read("<a>".repeat(100_000));

	assert.deepEqual([found.length, problem?.limit], [defaultLimits().maxDepth, "maxDepth"]);
});

for (const [what, text] of [
	["unclosed tags", '<a b="'.repeat(200_000)],
	["comments", "<!---->".repeat(200_000)],
	["ampersands", `<a>${"&".repeat(1_000_000)}</a>`],
	["elements side by side", `<a>${"<b>x</b>y".repeat(200_000)}</a>`],
	["quotes", `<a ${"'\"".repeat(300_000)}>`],
	["a long name", `<${"a".repeat(1_000_000)}></${"a".repeat(1_000_000)}>`],
] as const) {
	test(`${what} without end are read in one pass`, () => {
		const begun = process.cpuUsage().user;

		read(text);

		assert.ok(process.cpuUsage(undefined).user - begun < 5_000_000);
	});
}
