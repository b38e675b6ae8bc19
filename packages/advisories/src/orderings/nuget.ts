import { compareDigits, stripZeros } from "./digits.ts";
import { type ParsedVersion, type VersionOrdering, versionText } from "./ordering.ts";
import { comparePreReleases } from "./pre-release.ts";

interface NuGetVersion extends ParsedVersion {
	/** Major, minor, patch, revision; those left out are 0. */
	readonly release: readonly string[];
	/** The identifiers of a pre-release in lower case; none for a release. */
	readonly pre: readonly string[];
}

const CONFORMING = /^v?\d+(?:\.\d+){0,3}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const SHAPE = /^v?([\d.]*)([^+]*)/s;

/**
 * Versions of NuGet packages: semantic versions with a fourth number, numbers that may be left out, and pre-releases whose
 * case does not count.
 *
 * @see https://learn.microsoft.com/en-us/nuget/concepts/package-versioning
 */
export const nuget: VersionOrdering = {
	id: "nuget",

	parse(version: string): NuGetVersion | undefined {
		const text = versionText(version);
		if (text === undefined) return undefined;

		const [, digits = "", tail = ""] = SHAPE.exec(text) ?? [];
		const numbers = digits.split(".").filter((number) => number !== "");
		const pre = tail.replace(/^-/, "").toLowerCase();
		return {
			conforms: CONFORMING.test(text),
			release: [0, 1, 2, 3].map((index) => stripZeros(numbers[index] ?? "0")),
			pre: [...numbers.slice(4).map(stripZeros), ...(pre === "" ? [] : pre.split("."))],
		};
	},

	compare(a: NuGetVersion, b: NuGetVersion): number {
		for (let index = 0; index < 4; index += 1) {
			const order = compareDigits(a.release[index] ?? "0", b.release[index] ?? "0");
			if (order !== 0) return order;
		}
		return comparePreReleases(a.pre, b.pre);
	},
};
