import { compareText } from "@plimsoll/core";
import { compareDigits, isDigits, stripZeros } from "./digits.ts";
import { type ParsedVersion, type VersionOrdering, versionText } from "./ordering.ts";
import { legacyKey } from "./pypi-legacy.ts";

interface PythonVersion extends ParsedVersion {
	/** What a version from before PEP 440 is ordered by; empty for all others, which are newer. */
	readonly legacy: string;
	readonly epoch: string;
	/** Without trailing zeros, which do not count. */
	readonly release: readonly string[];
	/** The phase (see {@link phaseOf}) and number of a pre-release. */
	readonly pre: Part;
	readonly post: Part;
	readonly development: Part;
	readonly local: readonly string[];
}

/** One optional part: what it is ranked by before its number. */
interface Part {
	readonly rank: number;
	readonly number: string;
}

const SHAPE =
	/^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<phase>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<phaseNumber>\d+)?)?(?<post>-(?<implicitPost>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?<postNumber>\d+)?)?(?<dev>[-_.]?dev[-_.]?(?<devNumber>\d+)?)?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;

/** Before every pre-release: a development release of a final one. */
const BEFORE_PHASES = -1;
const FINAL = 3;

/**
 * Versions of Python packages. What PEP 440 does not allow is ordered as setuptools once did, before all that it allows.
 *
 * @see https://peps.python.org/pep-0440/
 */
export const pypi: VersionOrdering = {
	id: "pypi",

	parse(version: string): PythonVersion | undefined {
		const text = versionText(version)?.toLowerCase();
		if (text === undefined) return undefined;

		const groups = SHAPE.exec(text)?.groups;
		return groups === undefined ? legacyVersion(text) : modernVersion(groups);
	},

	compare(a: PythonVersion, b: PythonVersion): number {
		if (a.legacy !== "" || b.legacy !== "") return compareLegacy(a.legacy, b.legacy);
		return (
			compareDigits(a.epoch, b.epoch) ||
			compareRelease(a.release, b.release) ||
			comparePart(a.pre, b.pre) ||
			comparePart(a.post, b.post) ||
			comparePart(a.development, b.development) ||
			compareLocal(a.local, b.local)
		);
	},
};

function legacyVersion(text: string): PythonVersion {
	const none: Part = { rank: 0, number: "0" };
	return {
		conforms: false,
		legacy: legacyKey(text),
		epoch: "0",
		release: [],
		pre: none,
		post: none,
		development: none,
		local: [],
	};
}

function modernVersion(groups: Readonly<Record<string, string | undefined>>): PythonVersion {
	const { epoch, release = "", phase, phaseNumber, post, implicitPost, postNumber, dev, devNumber, local } = groups;
	const developmentOfFinal = phase === undefined && post === undefined && dev !== undefined;
	return {
		conforms: true,
		legacy: "",
		epoch: stripZeros(epoch ?? "0"),
		release: readRelease(release),
		pre: { rank: developmentOfFinal ? BEFORE_PHASES : phaseOf(phase), number: stripZeros(phaseNumber ?? "0") },
		post: { rank: post === undefined ? 0 : 1, number: stripZeros(implicitPost ?? postNumber ?? "0") },
		development: { rank: dev === undefined ? 1 : 0, number: stripZeros(devNumber ?? "0") },
		local: local === undefined ? [] : local.split(/[-_.]/),
	};
}

function readRelease(text: string): string[] {
	const numbers = text.split(".").map(stripZeros);
	while (numbers.at(-1) === "0") numbers.pop();
	return numbers;
}

function phaseOf(phase: string | undefined): number {
	switch (phase) {
		case undefined:
			return FINAL;
		case "a":
		case "alpha":
			return 0;
		case "b":
		case "beta":
			return 1;
		default:
			return 2;
	}
}

function compareLegacy(a: string, b: string): number {
	if (a === "" || b === "") return a === "" ? 1 : -1;
	return compareText(a, b);
}

function compareRelease(a: readonly string[], b: readonly string[]): number {
	const length = Math.max(a.length, b.length);
	for (let index = 0; index < length; index += 1) {
		const order = compareDigits(a[index] ?? "0", b[index] ?? "0");
		if (order !== 0) return order;
	}
	return 0;
}

function comparePart(a: Part, b: Part): number {
	return a.rank - b.rank || compareDigits(a.number, b.number);
}

function compareLocal(a: readonly string[], b: readonly string[]): number {
	const length = Math.min(a.length, b.length);
	for (let index = 0; index < length; index += 1) {
		const order = compareSegment(a[index] ?? "", b[index] ?? "");
		if (order !== 0) return order;
	}
	return a.length - b.length;
}

/** Numbers by value and after other segments. */
function compareSegment(a: string, b: string): number {
	if (a === b) return 0;
	const [left, right] = [isDigits(a), isDigits(b)];
	if (left && right) return compareDigits(stripZeros(a), stripZeros(b));
	return left === right ? compareText(a, b) : Number(left) - Number(right);
}
