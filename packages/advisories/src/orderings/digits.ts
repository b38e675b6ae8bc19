import { compareText } from "@plimsoll/core";

/** Drops leading zeros of a run of digits; `0` stays. */
export function stripZeros(digits: string): string {
	let start = 0;
	while (start < digits.length - 1 && digits.charCodeAt(start) === 48) start += 1;
	return start === 0 ? digits : digits.slice(start);
}

/** Compares two runs of digits without leading zeros as numbers of any size; the longer one is the larger. */
export function compareDigits(a: string, b: string): number {
	return a.length === b.length ? compareText(a, b) : a.length - b.length;
}

/** Whether a text is one or more ASCII digits. */
export function isDigits(text: string): boolean {
	if (text === "") return false;
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		if (code < 48 || code > 57) return false;
	}
	return true;
}
