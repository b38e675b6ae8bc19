import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { orderingOf } from "../orderings/compare-versions.ts";
import { fixedVersionsOf, installedVersion, isAffected } from "./evaluate.ts";
import type { Affected, RangeEvent } from "./record.ts";

type Written = readonly (readonly [RangeEvent["kind"], string])[];

const semver = orderingOf("npm");

function affected(ranges: readonly Written[], versions: readonly string[] = []): Affected {
	const events = ranges.map((range) => range.map(([kind, version]) => ({ kind, version })));
	return { ecosystem: "npm", name: "a", ranges: events, versions, vectors: [] };
}

function affectedOf(candidates: readonly string[], one: Affected): string[] {
	return candidates.filter((version) => isAffected(one, installedVersion(version, semver)));
}

const LINE = ["0.0.0-a", "0.9.0", "1.0.0-rc", "1.0.0", "1.5.0", "2.0.0", "2.5.0", "3.0.0"];

describe("isAffected", () => {
	const cases: readonly { readonly title: string; readonly one: Affected; readonly expected: readonly string[] }[] = [
		{
			title: "from the first version to the fix, which is not",
			one: affected([
				[
					["introduced", "0"],
					["fixed", "1.0.0"],
				],
			]),
			expected: ["0.0.0-a", "0.9.0", "1.0.0-rc"],
		},
		{ title: "for ever without an end", one: affected([[["introduced", "2.0.0"]]]), expected: ["2.0.0", "2.5.0", "3.0.0"] },
		{
			title: "up to and with the last affected",
			one: affected([
				[
					["introduced", "1.0.0"],
					["last_affected", "2.0.0"],
				],
			]),
			expected: ["1.0.0", "1.5.0", "2.0.0"],
		},
		{
			title: "in each of several ranges, and again after a fix",
			one: affected([
				[
					["introduced", "0"],
					["fixed", "0.9.0"],
				],
				[
					["introduced", "1.0.0"],
					["fixed", "1.5.0"],
					["introduced", "2.5.0"],
				],
			]),
			expected: ["0.0.0-a", "1.0.0", "2.5.0", "3.0.0"],
		},
		{
			title: "with events in any order",
			one: affected([
				[
					["fixed", "3.0.0"],
					["introduced", "2.0.0"],
					["fixed", "1.0.0"],
					["introduced", "0"],
				],
			]),
			expected: ["0.0.0-a", "0.9.0", "1.0.0-rc", "2.0.0", "2.5.0"],
		},
		{
			title: "on, where it is introduced again in the version that fixed it",
			one: affected([
				[
					["introduced", "0"],
					["fixed", "1.0.0"],
					["introduced", "1.0.0"],
					["fixed", "2.0.0"],
				],
			]),
			expected: ["0.0.0-a", "0.9.0", "1.0.0-rc", "1.0.0", "1.5.0"],
		},
		{
			title: "never, where it is fixed where it is introduced",
			one: affected([
				[
					["introduced", "1.0.0"],
					["fixed", "1.0.0"],
				],
			]),
			expected: [],
		},
		{
			title: "below a limit only, of several the highest",
			one: affected([
				[
					["introduced", "0"],
					["limit", "1.0.0"],
					["limit", "2.0.0"],
				],
			]),
			expected: ["0.0.0-a", "0.9.0", "1.0.0-rc", "1.0.0", "1.5.0"],
		},
		{
			title: "without bound under the limit *",
			one: affected([
				[
					["introduced", "2.0.0"],
					["limit", "*"],
					["limit", "1.0.0"],
				],
			]),
			expected: ["2.0.0", "2.5.0", "3.0.0"],
		},
		{ title: "never by events without introduced", one: affected([[["fixed", "1.0.0"]]]), expected: [] },
		{ title: "where it is listed, spelt another way too", one: affected([], ["v1.5.0", "3.0.0"]), expected: ["1.5.0", "3.0.0"] },
		{ title: "nowhere without ranges and versions", one: affected([]), expected: [] },
	];

	for (const { title, one, expected } of cases) {
		it(`affects ${title}`, () => {
			const found = affectedOf(LINE, one);

			assert.deepEqual(found, expected);
		});
	}

	it("goes by listed versions alone where versions cannot be compared", () => {
		const one = affected([[["introduced", "0"]]], ["2.0"]);

		const found = ["1.0", "2.0"].map((version) => isAffected(one, installedVersion(version, undefined)));

		assert.deepEqual(found, [false, true]);
	});

	it("does not depend on the order of events at different versions", () => {
		const number = fc.nat(9).map((minor) => `1.${minor}.0`);
		const events = fc.uniqueArray(fc.tuple(fc.constantFrom<RangeEvent["kind"]>("introduced", "fixed", "last_affected"), number), {
			maxLength: 8,
			selector: ([, version]) => version,
		});
		const shuffled = events.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), number));

		fc.assert(
			fc.property(shuffled, ([all, mixed, version]) => {
				const installed = installedVersion(version, semver);
				return isAffected(affected([all]), installed) === isAffected(affected([mixed]), installed);
			}),
		);
	});
});

describe("fixedVersionsOf", () => {
	it("gives each once, oldest first", () => {
		const one = affected([
			[
				["introduced", "0"],
				["fixed", "1.10.0"],
			],
			[
				["introduced", "0"],
				["fixed", "1.9.0"],
				["introduced", "1.9.5"],
				["fixed", "1.10.0"],
			],
		]);

		assert.deepEqual(fixedVersionsOf(one, semver), ["1.9.0", "1.10.0"]);
	});
});
