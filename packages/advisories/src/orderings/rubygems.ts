import { compareText } from "@plimsoll/core";
import { compareDigits, isDigits, stripZeros } from "./digits.ts";
import { type ParsedVersion, type VersionOrdering, versionText } from "./ordering.ts";

interface GemVersion extends ParsedVersion {
	/** Numbers and words, without the zeros at the end of the numbers before the first word and at the very end. */
	readonly segments: readonly string[];
}

const CONFORMING = /^\d+(?:\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const SEGMENTS = /\d+|[A-Za-z]+/g;

/**
 * Versions of gems: numbers and words. A word makes a pre-release, and so does a dash, which stands for `.pre.`; missing
 * segments count as 0.
 *
 * @see https://docs.ruby-lang.org/en/master/Gem/Version.html
 */
export const rubygems: VersionOrdering = {
	id: "rubygems",

	parse(version: string): GemVersion | undefined {
		const text = versionText(version);
		if (text === undefined) return undefined;

		const segments = (text.replaceAll("-", ".pre.").match(SEGMENTS) ?? []).map(stripZeros);
		const word = segments.findIndex((segment) => !isDigits(segment));
		const numbers = word < 0 ? segments : segments.slice(0, word);
		const rest = word < 0 ? [] : segments.slice(word);
		return { conforms: CONFORMING.test(text), segments: [...withoutTrailingZeros(numbers), ...withoutTrailingZeros(rest)] };
	},

	compare(a: GemVersion, b: GemVersion): number {
		const length = Math.max(a.segments.length, b.segments.length);
		for (let index = 0; index < length; index += 1) {
			const order = compareSegments(a.segments[index] ?? "0", b.segments[index] ?? "0");
			if (order !== 0) return order;
		}
		return 0;
	},
};

function withoutTrailingZeros(segments: readonly string[]): readonly string[] {
	return segments.slice(0, segments.findLastIndex((segment) => segment !== "0") + 1);
}

/** Words by their characters and before numbers. */
function compareSegments(a: string, b: string): number {
	const [left, right] = [isDigits(a), isDigits(b)];
	if (left !== right) return Number(left) - Number(right);
	return left ? compareDigits(a, b) : compareText(a, b);
}
