import type { Evidence, Finding, Verdict } from "@plimsoll/core";
import type { Holding } from "./bill-of-materials/holdings.ts";
import type { Rendered } from "./chunks.ts";

/**
 * Orders two versions of an ecosystem (OSV's name, with or without release): negative when `a` is older. Undefined where
 * that cannot be told.
 */
export type CompareVersions = (ecosystem: string, a: string, b: string) => number | undefined;

/** What is rendered. */
export interface Report {
	/** All that was established. */
	readonly evidence: Evidence;
	readonly verdict: Verdict;
	/** The findings to show, of those in the evidence: what display filters (`--severity`) left, in the evidence's order. */
	readonly shown: readonly Finding[];
	/** Lets advice take older fixes as part of a newer version. Without it only fixes in the very same version add up. */
	readonly compareVersions?: CompareVersions;
}

/** Reports about the parts of one subject: one for each platform of an image. */
export interface ReportSet {
	/** Each with a subject of its own; never empty. */
	readonly reports: readonly Report[];
	/** About all of them. */
	readonly verdict: Verdict;
}

/** How it is rendered. */
export interface RenderOptions {
	/** Width of the terminal, in columns. */
	readonly columns: number;
	readonly color: boolean;
	/** The time that reproducible output should carry; without one, outputs carry none. */
	readonly sourceDate?: Date;
	/** Which version of the format, where there are several; the usual one unless named. */
	readonly version?: string;
	/** The workflow run that the report is part of, as far as it is known. */
	readonly workflow?: WorkflowRun;
}

/** A run of a GitHub Actions workflow, on a commit. */
export interface WorkflowRun {
	/** The commit. */
	readonly sha?: string;
	/** The branch or tag, in full. */
	readonly ref?: string;
	/** What names the run. */
	readonly id?: string;
	/** What stays the same from run to run. */
	readonly correlator?: string;
}

/** Renders a report. Same report and options, same bytes. */
export type Render = (report: Report, options: RenderOptions) => Rendered;

/** Renders a set of reports as one document. Same reports and options, same bytes. */
export type RenderSet = (set: ReportSet, options: RenderOptions) => Rendered;

/** An output format. */
export interface Reporter {
	/** The name that `--format` takes. */
	readonly format: string;
	/** One line for `--help`. */
	readonly description: string;
	/** The versions that `--format NAME@VERSION` takes, the usual one first. Absent: there is only one. */
	readonly versions?: readonly string[];
	/** For a bill of materials: what it has no place for. */
	readonly omits?: readonly Holding[];
	/** Loads what renders: nobody who only lists the formats pays for it. */
	load(): Promise<Render>;
	/** Loads what renders several reports as one document; absent where the format has room for one subject only. */
	loadSet?(): Promise<RenderSet>;
}
