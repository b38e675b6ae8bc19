import type { Evidence, Finding, Verdict } from "@plimsoll/core";

/** What is rendered. */
export interface Report {
	/** All that was established. */
	readonly evidence: Evidence;
	readonly verdict: Verdict;
	/** The findings to show, of those in the evidence: what display filters (`--severity`) left, in the evidence's order. */
	readonly shown: readonly Finding[];
}

/** How it is rendered. */
export interface RenderOptions {
	/** Width of the terminal, in columns. */
	readonly columns: number;
	readonly color: boolean;
	/** The time that reproducible output should carry; without one, outputs carry none. */
	readonly sourceDate?: Date;
}

/** An output format. Same report and options, same bytes. */
export interface Reporter {
	/** The name that `--format` takes. */
	readonly format: string;
	/** One line for `--help`. */
	readonly description: string;
	render(report: Report, options: RenderOptions): string;
}
