import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { checkVersionLines } from "./check-version-lines.ts";
import { compareVersions, orderingOf } from "./compare-versions.ts";
import { MAX_VERSION_LENGTH, type ParsedVersion, type VersionOrdering } from "./ordering.ts";
import { ECOSYSTEMS } from "./orderings.ts";

const FIXTURES = join(import.meta.dirname, "../../../../../shared/fixtures/versions");
const FIXTURES_OF = [
	["debian", "Debian"],
	["alpine", "Alpine"],
	["maven", "Maven"],
	["pypi", "PyPI"],
	["semver", "npm"],
	["redhat", "Red Hat"],
	["semver", "crates.io"],
	["semver", "Go"],
	["nuget", "NuGet"],
	["packagist", "Packagist"],
	["rubygems", "RubyGems"],
] as const;

const orderings = [...new Set(ECOSYSTEMS.map(({ ordering }) => ordering))];

/** Versions that an ecosystem's own rules order in circles, by the ordering's id. */
const CIRCULAR: ReadonlyMap<string, RegExp> = new Map([["maven", /\.\D/]]);

/** Pieces that mean something to one ordering or another, in any mix. */
const piece = fc.oneof(
	fc.nat(20).map(String),
	fc.constantFrom(".", "-", "_", "+", "~", ":", "!", "v", "0", "00", "010", "a", "b", "rc", "p", "r1", "-r1", "-r", "A"),
	fc.constantFrom(
		"_alpha",
		"_rc2",
		"_git",
		"_p1",
		"alpha",
		".dev1",
		".post2",
		"dev",
		"final",
		"pre",
		"+local.1",
		"*",
		"é",
		"^",
		"^git1",
		"~rc1",
	),
	fc.constantFrom("99999999999999999999", "100000000000000000000", "00000000000000000000000000000001"),
);
const version = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(""));

describe("the list of ecosystems", () => {
	it("uses every ordering of the folder, under the name of its file", () => {
		const helpers = [
			"check-version-lines",
			"compare-versions",
			"digits",
			"ordering",
			"orderings",
			"pre-release",
			"pypi-legacy",
			"rpm-releases",
		];

		const files = readdirSync(import.meta.dirname)
			.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
			.map((file) => file.slice(0, -3));

		assert.deepEqual(files.sort(), [...helpers, ...orderings.map(({ id }) => id)].sort());
	});

	it("is ordered and names no ecosystem twice", () => {
		const names = ECOSYSTEMS.map(({ name }) => name.toLowerCase());

		assert.deepEqual(names, [...new Set(names)].sort());
	});
});

for (const [prefix, ecosystem] of FIXTURES_OF) {
	describe(`${ecosystem} versions`, { skip: !existsSync(FIXTURES) && "no ../shared/fixtures here" }, () => {
		it("hold every line of the public fixtures", () => {
			const files = readdirSync(FIXTURES).filter((file) => file.startsWith(`${prefix}-`));

			const failures = files.flatMap((file) => checkVersionLines(readFileSync(join(FIXTURES, file), "utf8"), ecosystem));

			assert.ok(files.length > 0);
			assert.deepEqual(failures, []);
		});
	});
}

for (const ordering of orderings) {
	describe(`the ordering ${ordering.id}`, () => {
		it("is reflexive", () => {
			fc.assert(fc.property(version, (text) => placed(ordering, [text], ([a]) => a === undefined || ordering.compare(a, a) === 0)));
		});

		it("is antisymmetric", () => {
			const holds = ([a, b]: readonly (ParsedVersion | undefined)[]): boolean =>
				a === undefined || b === undefined || Math.sign(ordering.compare(a, b)) === -Math.sign(ordering.compare(b, a)) + 0;

			fc.assert(fc.property(version, version, (...texts) => placed(ordering, texts, holds)));
		});

		it("is transitive, equality included", () => {
			const circular = CIRCULAR.get(ordering.id);
			const straight = circular === undefined ? version : version.filter((text) => !circular.test(text));
			const holds = (parsed: readonly (ParsedVersion | undefined)[]): boolean => {
				const [a, b, c] = parsed.filter((one) => one !== undefined).sort((x, y) => ordering.compare(x, y));
				if (a === undefined || b === undefined || c === undefined) return true;
				const [ab, bc, ac] = [ordering.compare(a, b), ordering.compare(b, c), ordering.compare(a, c)];
				return ab <= 0 && bc <= 0 && (ab === 0 && bc === 0 ? ac === 0 : ac < 0);
			};

			fc.assert(
				fc.property(straight, straight, straight, (...texts) => placed(ordering, texts, holds)),
				{ numRuns: 2000 },
			);
		});

		it("compares huge numbers by their digits", () => {
			const [small, large] = [ordering.parse(`1.${"9".repeat(999)}`), ordering.parse(`1.1${"0".repeat(999)}`)];

			assert.ok(small !== undefined && large !== undefined);
			assert.ok(ordering.compare(small, large) < 0);
		});

		it("refuses what is too long or nothing at all", () => {
			const texts = ["", "  \n", "1".repeat(MAX_VERSION_LENGTH + 1)];

			assert.deepEqual(
				texts.map((text) => ordering.parse(text)),
				[undefined, undefined, undefined],
			);
		});

		it("answers for the worst texts of the allowed length", () => {
			const pieces = ["1.", "_p", "-1", "a1", ".dev", "~", "1!", "+a", "--", "r1"];

			for (const text of pieces) {
				const worst = text.repeat(MAX_VERSION_LENGTH / text.length).slice(0, MAX_VERSION_LENGTH);
				const [a, b] = [ordering.parse(`${worst.slice(0, -1)}x`), ordering.parse(worst)];
				assert.ok(a !== undefined && b !== undefined);
				assert.equal(Number.isFinite(ordering.compare(a, b)), true);
			}
		});
	});
}

describe("the revisions of Bitnami", () => {
	for (const [older, newer] of [
		["1.2.3", "1.2.3-1"],
		["1.0.0-1", "1.0.0-2"],
		["1.0.0-9", "1.0.0-10"],
		["1.2.0", "1.2.0-1+metadata"],
		["1.2.0-9", "1.2.1"],
		["1.2.0-rc1", "1.2.0"],
		["1.2.0-rc1", "1.2.0-0"],
	] as const) {
		it(`${older} is older than ${newer}`, () => {
			assert.equal(compareVersions("Bitnami", older, newer), -1);
		});
	}

	it("count as the first where there is none", () => {
		assert.equal(compareVersions("Bitnami", "1.2.3", "1.2.3-0"), 0);
	});
});

describe("compareVersions", () => {
	it("takes an ecosystem with a release", () => {
		assert.equal(compareVersions("Debian:12", "2.36-9+deb12u1", "2.36-9+deb12u10"), -1);
	});

	it("names the known ecosystems when asked for another", () => {
		assert.throws(() => orderingOf("__proto__"), { code: "ecosystem-unknown", message: /"__proto__".*Alpine.*npm.*PyPI/ });
	});

	it("refuses what is no version", () => {
		assert.throws(() => compareVersions("npm", "", "1.0.0"), { code: "version-invalid" });
	});
});

describe("checkVersionLines", () => {
	it("gives the lines that do not hold, and those that it cannot read", () => {
		const text = "# numbers\n1.0.0 < 1.0.1\r\n\n1.0.0 > 1.0.1\n1.0.0 = v1.0.0\nnonsense\n1.0.0 <= 1.0.1\n";

		const failures = checkVersionLines(text, "npm");

		assert.deepEqual(failures, [
			{ line: 4, text: "1.0.0 > 1.0.1", found: "1.0.0 < 1.0.1" },
			{ line: 6, text: "nonsense", found: "not of the form VERSION < VERSION, with <, = or >" },
			{ line: 7, text: "1.0.0 <= 1.0.1", found: "not of the form VERSION < VERSION, with <, = or >" },
		]);
	});
});

function placed(
	ordering: VersionOrdering,
	texts: readonly string[],
	holds: (parsed: readonly (ParsedVersion | undefined)[]) => boolean,
): boolean {
	return holds(texts.map((text) => ordering.parse(text)));
}
