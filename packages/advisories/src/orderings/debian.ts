import { compareDigits, stripZeros } from "./digits.ts";
import { type ParsedVersion, type VersionOrdering, versionText } from "./ordering.ts";

interface DebianVersion extends ParsedVersion {
	readonly epoch: string;
	/** Runs of other characters and of digits by turns, starting with the former. */
	readonly upstream: readonly string[];
	readonly revision: readonly string[];
}

const CONFORMING = /^(?:\d+:)?[A-Za-z0-9][A-Za-z0-9.+~:-]*$/;
const EPOCH = /^\d+$/;
const RUNS = /(\D*)(\d*)/gy;

/**
 * Versions of dpkg: `[epoch:]upstream[-revision]`.
 *
 * @see https://man7.org/linux/man-pages/man7/deb-version.7.html
 */
export const debian: VersionOrdering = {
	id: "debian",

	parse(version: string): DebianVersion | undefined {
		const text = versionText(version);
		if (text === undefined) return undefined;

		const colon = text.indexOf(":");
		const hasEpoch = colon > 0 && EPOCH.test(text.slice(0, colon));
		const rest = hasEpoch ? text.slice(colon + 1) : text;
		const dash = rest.lastIndexOf("-");
		return {
			conforms: CONFORMING.test(text),
			epoch: hasEpoch ? stripZeros(text.slice(0, colon)) : "0",
			upstream: splitRuns(dash < 0 ? rest : rest.slice(0, dash)),
			revision: dash < 0 ? [] : splitRuns(rest.slice(dash + 1)),
		};
	},

	compare(a: DebianVersion, b: DebianVersion): number {
		return compareDigits(a.epoch, b.epoch) || compareRuns(a.upstream, b.upstream) || compareRuns(a.revision, b.revision);
	},
};

function splitRuns(text: string): string[] {
	const runs: string[] = [];
	for (const [run, other = "", digits = ""] of text.matchAll(RUNS)) {
		if (run !== "") runs.push(other, digits === "" ? "0" : stripZeros(digits));
	}
	return runs;
}

function compareRuns(a: readonly string[], b: readonly string[]): number {
	const length = Math.max(a.length, b.length);
	for (let index = 0; index < length; index += 2) {
		const order = compareOthers(a[index] ?? "", b[index] ?? "") || compareDigits(a[index + 1] ?? "0", b[index + 1] ?? "0");
		if (order !== 0) return order;
	}
	return 0;
}

function compareOthers(a: string, b: string): number {
	if (a === b) return 0;
	const length = Math.max(a.length, b.length);
	for (let index = 0; index < length; index += 1) {
		const order = weigh(a, index) - weigh(b, index);
		if (order !== 0) return order;
	}
	return 0;
}

/** A tilde sorts before the end, letters before everything else. */
function weigh(text: string, index: number): number {
	if (index >= text.length) return 0;
	const code = text.charCodeAt(index);
	if (code === 126) return -1;
	const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
	return letter ? code : code + 256;
}
