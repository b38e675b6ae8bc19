import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseChallenges } from "./challenge.ts";

function read(header: string): readonly unknown[] {
	return parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
}

const CASES: readonly (readonly [header: string, challenges: readonly unknown[]])[] = [
	["", []],
	['Basic realm="x"', [["basic", { realm: "x" }]]],
	[
		'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/debian:pull"',
		[["bearer", { realm: "https://auth.docker.io/token", service: "registry.docker.io", scope: "repository:library/debian:pull" }]],
	],
	[
		'Bearer realm="https://r/t", scope="repository:a:pull,push", error="insufficient_scope" , Basic realm="b"',
		[
			["bearer", { realm: "https://r/t", scope: "repository:a:pull,push", error: "insufficient_scope" }],
			["basic", { realm: "b" }],
		],
	],
	['BASIC Realm = "a\\"b\\\\c"', [["basic", { realm: 'a"b\\c' }]]],
	[
		"Negotiate dG9rZW4=, Bearer realm=token",
		[
			["negotiate", {}],
			["bearer", { realm: "token" }],
		],
	],
	[
		"Negotiate, Basic",
		[
			["negotiate", {}],
			["basic", {}],
		],
	],
	['Bearer realm="first", realm="second"', [["bearer", { realm: "first" }]]],
	['Bearer realm="never ends', [["bearer", {}]]],
	['realm="without a scheme"', []],
	[', ,Basic realm="x",', [["basic", { realm: "x" }]]],
	[
		'Bearer __proto__="x", constructor="y"',
		[
			[
				"bearer",
				Object.fromEntries([
					["__proto__", "x"],
					["constructor", "y"],
				]),
			],
		],
	],
];

for (const [header, challenges] of CASES) {
	test(`${JSON.stringify(header.slice(0, 60))} offers ${challenges.length} ways`, () => {
		assert.deepEqual(read(header), challenges);
	});
}

const name = fc.stringMatching(/^[a-z]{1,8}$/);
const value = fc.string({ maxLength: 20 });
const offered = fc.array(fc.tuple(name, fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 4 })), {
	maxLength: 4,
});

test("whatever is offered in quotes is read", () => {
	fc.assert(
		fc.property(offered, (challenges) => {
			const quote = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;
			const header = challenges
				.map(([scheme, parts]) => `${scheme} ${parts.map(([key, text]) => `${key}=${quote(text)}`).join(", ")}`)
				.join(", ");

			assert.deepEqual(
				read(header),
				challenges.map(([scheme, parts]) => [scheme, Object.fromEntries(parts)]),
			);
		}),
	);
});

test("any header is read in time, and gives texts", () => {
	const token = fc.constantFrom("Bearer", "Basic", "realm", "=", '"', "\\", ",", " ", "\t", "a", "é", "__proto__", "=,", '="x"');
	fc.assert(
		fc.property(fc.array(token, { maxLength: 30 }), (tokens) => {
			for (const { scheme, parameters } of parseChallenges(tokens.join("")))
				assert.ok(scheme !== "" && [...parameters.keys()].every(Boolean));
		}),
		{ numRuns: 10_000, seed: 1 },
	);
	for (const unit of ['\\"', ",", "a ", 'a="', "=", "a=b,"]) parseChallenges(`Bearer realm="${unit.repeat(30_000)}`);
});
