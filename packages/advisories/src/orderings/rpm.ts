import { compareText } from "@plimsoll/core";
import { compareDigits, stripZeros } from "./digits.ts";
import { type ParsedVersion, type VersionOrdering, versionText } from "./ordering.ts";

/** A run of digits or letters, or one of the two marks. */
interface Segment {
	/** Its place among other kinds: see {@link RANKS}. */
	readonly rank: number;
	readonly text: string;
}

interface RpmVersion extends ParsedVersion {
	readonly epoch: readonly Segment[];
	readonly version: readonly Segment[];
	/** Undefined where there is no dash; behind a dash it may be empty. */
	readonly release: readonly Segment[] | undefined;
}

/** `1.0~rc1` is before `1.0`, `1.0^git1` after it and before `1.0.a`; letters are before numbers. */
const RANKS = { tilde: 0, end: 1, caret: 2, letters: 3, number: 4 } as const;
const END: Segment = { rank: RANKS.end, text: "" };

const CONFORMING = /^(?:\d+:)?[A-Za-z0-9._+~^]+(?:-[A-Za-z0-9._+~^]+)?$/;
const SEGMENTS = /\d+|[A-Za-z]+|[~^]/g;

/**
 * Versions of rpm: `[epoch:]version[-release]`. Everything but letters, digits, tildes and carets only separates; a missing
 * epoch is 0, one that is no number is compared as versions are; a missing release is before every other.
 *
 * @see https://rpm-software-management.github.io/rpm/man/rpm-version.7
 */
export const rpm: VersionOrdering = {
	id: "rpm",

	parse(version: string): RpmVersion | undefined {
		const text = versionText(version);
		if (text === undefined) return undefined;

		const colon = text.indexOf(":");
		const rest = text.slice(colon + 1);
		const dash = rest.lastIndexOf("-");
		return {
			conforms: CONFORMING.test(text),
			epoch: segmentsOf(colon > 0 ? text.slice(0, colon) : "0"),
			version: segmentsOf(dash < 0 ? rest : rest.slice(0, dash)),
			release: dash < 0 ? undefined : segmentsOf(rest.slice(dash + 1)),
		};
	},

	compare(a: RpmVersion, b: RpmVersion): number {
		return compareSegments(a.epoch, b.epoch) || compareSegments(a.version, b.version) || compareReleases(a.release, b.release);
	},
};

function compareReleases(a: RpmVersion["release"], b: RpmVersion["release"]): number {
	if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
	return compareSegments(a, b);
}

function segmentsOf(text: string): Segment[] {
	return Array.from(text.matchAll(SEGMENTS), ([run]) => {
		if (run === "~") return { rank: RANKS.tilde, text: run };
		if (run === "^") return { rank: RANKS.caret, text: run };
		const code = run.charCodeAt(0);
		return code < 58 ? { rank: RANKS.number, text: stripZeros(run) } : { rank: RANKS.letters, text: run };
	});
}

function compareSegments(a: readonly Segment[], b: readonly Segment[]): number {
	const length = Math.max(a.length, b.length);
	for (let index = 0; index < length; index += 1) {
		const [left, right] = [a[index] ?? END, b[index] ?? END];
		const order = left.rank - right.rank || compareTexts(left, right);
		if (order !== 0) return order;
	}
	return 0;
}

function compareTexts(a: Segment, b: Segment): number {
	return a.rank === RANKS.number ? compareDigits(a.text, b.text) : compareText(a.text, b.text);
}
