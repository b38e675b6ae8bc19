import { compareText } from "@plimsoll/core";
import { compareDigits, isDigits, stripZeros } from "./digits.ts";

/** Compares the identifiers of two pre-releases; none at all is a release, which is newer. */
export function comparePreReleases(a: readonly string[], b: readonly string[]): number {
	if (a.length === 0 || b.length === 0) return b.length - a.length;

	const length = Math.min(a.length, b.length);
	for (let index = 0; index < length; index += 1) {
		const order = compareIdentifiers(a[index] ?? "", b[index] ?? "");
		if (order !== 0) return order;
	}
	return a.length - b.length;
}

/** Numbers by value and before other identifiers, those by their characters. */
function compareIdentifiers(a: string, b: string): number {
	if (a === b) return 0;
	const [left, right] = [isDigits(a), isDigits(b)];
	if (left && right) return compareDigits(stripZeros(a), stripZeros(b));
	return left === right ? compareText(a, b) : Number(right) - Number(left);
}
