import type { Verdict } from "@plimsoll/core";

/** What the process tells its caller; a documented contract. */
export const EXIT_CODES = {
	/** The gate, if any, passed and the report is complete. */
	pass: 0,
	/** A gate failed; wins over `incomplete`. */
	fail: 1,
	/** The command was used wrongly, or could not do its work. */
	error: 2,
	/** The report is there, but something of the subject could not be read or analysed. */
	incomplete: 3,
	/** Ended by Ctrl-C, as shells count it. */
	interrupted: 130,
} as const;

/** The exit code that stands for a verdict. */
export function exitCodeOf(verdict: Verdict): number {
	return EXIT_CODES[verdict.outcome];
}
