import { compareDigits, stripZeros } from "./digits.ts";
import { type ParsedVersion, type VersionOrdering, versionText } from "./ordering.ts";
import { comparePreReleases } from "./pre-release.ts";

interface SemanticVersion extends ParsedVersion {
	/** Major, minor, patch. */
	readonly release: readonly string[];
	/** The identifiers of a pre-release; none for a release. */
	readonly pre: readonly string[];
}

const CONFORMING = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;
const SHAPE = /^v?([\d.]*)(.*)$/s;

/**
 * Semantic versions, read as loosely as OSV's own tools do: a leading `v`, numbers left out count as 0, numbers after the
 * third become part of the pre-release. Build metadata does not count.
 *
 * @see https://semver.org/spec/v2.0.0.html#spec-item-11
 */
export const semver: VersionOrdering = {
	id: "semver",

	parse(version: string): SemanticVersion | undefined {
		const text = versionText(version);
		if (text === undefined) return undefined;

		const [, digits = "", tail = ""] = SHAPE.exec(text) ?? [];
		const numbers = digits.split(".").filter((number) => number !== "");
		const release = [0, 1, 2].map((index) => stripZeros(numbers[index] ?? "0"));
		return { conforms: CONFORMING.test(text), release, pre: preRelease(tail, numbers.slice(3)) };
	},

	compare(a: SemanticVersion, b: SemanticVersion): number {
		for (let index = 0; index < 3; index += 1) {
			const order = compareDigits(a.release[index] ?? "0", b.release[index] ?? "0");
			if (order !== 0) return order;
		}
		return comparePreReleases(a.pre, b.pre);
	},
};

function preRelease(tail: string, extra: readonly string[]): string[] {
	const whole = [tail, ...extra.map(stripZeros)].join(".");
	const [text = ""] = whole.split("+", 1);
	const identifiers = text.startsWith("-") ? text.slice(1) : text;
	return identifiers === "" ? [] : identifiers.split(".");
}
