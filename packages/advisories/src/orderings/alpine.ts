import { compareText } from "@plimsoll/core";
import { compareDigits, stripZeros } from "./digits.ts";
import { type ParsedVersion, type VersionOrdering, versionText } from "./ordering.ts";

interface AlpineSuffix {
	/** Its place among the suffixes; none at all is {@link NO_SUFFIX}. */
	readonly weight: number;
	readonly number: string;
}

interface AlpineVersion extends ParsedVersion {
	readonly numbers: readonly string[];
	/** One lower-case letter, or nothing. */
	readonly letter: string;
	/** A number right after the letter, which apk does not allow and old packages have (`6.6.2p1`). */
	readonly patch: string;
	readonly suffixes: readonly AlpineSuffix[];
	readonly build: string;
	/** Whether something was left that apk does not know; such a version is older than the same one without. */
	readonly remainder: boolean;
}

const SHAPE = /^((?:\d+\.?)*)(?:([a-z])(\d*))?((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~[0-9a-f]+)?(?:-r(\d*))?(.*)$/s;
const SUFFIX = /_([a-z]+)(\d*)/g;
const SUFFIXES: readonly string[] = ["alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"];
const NO_SUFFIX: AlpineSuffix = { weight: SUFFIXES.indexOf(""), number: "0" };
const CONFORMING = /^\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*(?:~[0-9a-f]+)?(?:-r\d+)?$/;

/**
 * Versions of apk: `number{.number}…{letter}{_suffix{number}}…{~hash}{-r#}`. Hashes say nothing about age and do not count.
 *
 * @see https://github.com/alpinelinux/apk-tools/blob/master/doc/apk-package.5.scd
 */
export const alpine: VersionOrdering = {
	id: "alpine",

	parse(version: string): AlpineVersion | undefined {
		const text = versionText(version);
		if (text === undefined) return undefined;

		const [, numbers = "", letter = "", patch = "", suffixes = "", build = "", remainder = ""] = SHAPE.exec(text) ?? [];
		return {
			conforms: CONFORMING.test(text),
			numbers: numbers.split(".").filter((number) => number !== ""),
			letter,
			patch: stripZeros(patch),
			suffixes: suffixes === "" ? [] : Array.from(suffixes.matchAll(SUFFIX), readSuffix),
			build: build === "" ? "0" : stripZeros(build),
			remainder: remainder !== "",
		};
	},

	compare(a: AlpineVersion, b: AlpineVersion): number {
		return (
			compareNumbers(a.numbers, b.numbers) ||
			compareText(a.letter, b.letter) ||
			compareDigits(a.patch, b.patch) ||
			compareSuffixes(a.suffixes, b.suffixes) ||
			compareDigits(a.build, b.build) ||
			Number(b.remainder) - Number(a.remainder)
		);
	},
};

function readSuffix([, name = "", number = ""]: RegExpMatchArray): AlpineSuffix {
	return { weight: SUFFIXES.indexOf(name), number: number === "" ? "0" : stripZeros(number) };
}

function compareNumbers(a: readonly string[], b: readonly string[]): number {
	const length = Math.min(a.length, b.length);
	for (let index = 0; index < length; index += 1) {
		const order = compareNumber(a[index] ?? "0", b[index] ?? "0", index);
		if (order !== 0) return order;
	}
	return a.length - b.length;
}

/** From the second number on, one with a leading zero is compared as a fraction's digits are: `1.05` is older than `1.1`. */
function compareNumber(a: string, b: string, index: number): number {
	const fraction = index > 0 && (a.startsWith("0") || b.startsWith("0"));
	return fraction ? compareText(a, b) : compareDigits(stripZeros(a), stripZeros(b));
}

function compareSuffixes(a: readonly AlpineSuffix[], b: readonly AlpineSuffix[]): number {
	const length = Math.max(a.length, b.length);
	for (let index = 0; index < length; index += 1) {
		const [left, right] = [a[index] ?? NO_SUFFIX, b[index] ?? NO_SUFFIX];
		const order = left.weight - right.weight || compareDigits(left.number, right.number);
		if (order !== 0) return order;
	}
	return 0;
}
