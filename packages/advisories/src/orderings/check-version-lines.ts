import { orderingOf } from "./compare-versions.ts";
import { MAX_VERSION_LENGTH, type ParsedVersion, type VersionOrdering } from "./ordering.ts";

/** A line of a file of comparisons that does not hold. */
export interface VersionLineFailure {
	/** Counted from 1. */
	readonly line: number;
	readonly text: string;
	/** What was found in place of what the line says. */
	readonly found: string;
}

const LINE = /^(\S+)\s+([<=>])\s+(\S+)$/;

/**
 * Checks lines like `1.0 < 1.1`, `1.0 = 1.0.0` and `2 > 1`; blank lines and those that start with `#` do not count.
 *
 * @returns the lines that do not hold or cannot be read
 * @throws {@link AdvisoryError} `ecosystem-unknown`
 */
export function checkVersionLines(text: string, ecosystem: string): VersionLineFailure[] {
	const ordering = orderingOf(ecosystem);
	const failures: VersionLineFailure[] = [];
	for (const [index, raw] of text.split("\n").entries()) {
		const line = raw.trim();
		if (line === "" || line.startsWith("#")) continue;
		const found = checkLine(line, ordering);
		if (found !== undefined) failures.push({ line: index + 1, text: line, found });
	}
	return failures;
}

function checkLine(line: string, ordering: VersionOrdering): string | undefined {
	const [, left, expected, right] = LINE.exec(line) ?? [];
	if (left === undefined || right === undefined) return "not of the form VERSION < VERSION, with <, = or >";

	const [a, b] = [ordering.parse(left), ordering.parse(right)];
	if (a === undefined || b === undefined) return `a version longer than ${MAX_VERSION_LENGTH} characters`;

	const found = signOf(ordering, a, b);
	return found === expected ? undefined : `${left} ${found} ${right}`;
}

function signOf(ordering: VersionOrdering, a: ParsedVersion, b: ParsedVersion): "<" | "=" | ">" {
	const order = ordering.compare(a, b);
	if (order === 0) return "=";
	return order < 0 ? "<" : ">";
}
