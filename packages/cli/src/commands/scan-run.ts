import { AdvisoryError, compareVersions, openDatabase, openStarterDatabase } from "@plimsoll/advisories";
import { defaultLimits, type Evidence, type Finding, type Limits, sourceDate } from "@plimsoll/core";
import { completeness, evaluate, joinVerdicts, type Policy, severityGate } from "@plimsoll/policy";
import { partOf, type Report, reporterOf } from "@plimsoll/report";
import { type ScanOptions, scan, scanPlatforms } from "@plimsoll/scan";
import { CliError } from "../cli-error.ts";
import { exitCodeOf } from "../exit-code.ts";
import type { ScanCommandOptions } from "../options/scan-options.ts";
import { planOutputs, write } from "../output.ts";
import { addTimings, describeProgress, describeTimings } from "../scan-status.ts";
import { standardInput } from "../standard-input.ts";
import { createStatusLine } from "../status-line.ts";
import { thisTool } from "../tool.ts";
import { requireRoom, writeSet } from "../write-set.ts";
import type { CommandContext } from "./define-command.ts";

/**
 * `plimsoll scan`: scans one target, writes every report that was asked for and judges the evidence.
 *
 * @returns the exit code
 */
export async function runScan(target: string, options: ScanCommandOptions, context: CommandContext): Promise<number> {
	if (options.allPlatforms && options.platform !== undefined) {
		throw new CliError("usage", "--platform names one image of an index and --all-platforms means all of them: give one of the two");
	}
	const outputs = planOutputs(options);
	for (const output of outputs) if (options.allPlatforms) requireRoom(output);

	const policies = policiesOf(options);
	const reports = (await examine(target, options, context)).map((evidence) => reportOf(evidence, policies, options));
	const verdict = options.allPlatforms
		? joinVerdicts(reports.map((report) => ({ part: partOf(report), verdict: report.verdict })))
		: (reports[0] as Report).verdict;

	const date = sourceDate(process.env);
	for (const output of outputs) {
		const rendering = { columns: output.columns, color: output.color, ...(date === undefined ? {} : { sourceDate: date }) };
		if (options.allPlatforms) await writeSet({ reports, verdict }, output, rendering);
		else await write(output, (await reporterOf(output.format).load())(reports[0] as Report, rendering));
	}
	return exitCodeOf(verdict);
}

function reportOf(evidence: Evidence, policies: readonly Policy[], options: ScanCommandOptions): Report {
	return {
		evidence,
		verdict: evaluate(evidence, policies),
		shown: evidence.findings.filter((finding) => isShown(finding, options)),
		compareVersions: compareIfKnown,
	};
}

async function examine(target: string, options: ScanCommandOptions, context: CommandContext): Promise<readonly Evidence[]> {
	const database = options.db === undefined ? openStarterDatabase() : openDatabase(options.db);
	const status = createStatusLine(options.quiet);
	let all: readonly Evidence[] = [];
	try {
		const scanning: ScanOptions = {
			tool: thisTool(),
			database,
			matchOwned: options.matchOwned,
			limits: limitsOf(options),
			signal: context.signal,
			input: standardInput,
			onProgress: (progress) => {
				context.busy(progress.step === "inventory" || progress.step === "match");
				status.show(describeProgress(progress));
			},
			...(options.skipDirs.length + options.skipFiles.length === 0
				? {}
				: { skip: { folders: options.skipDirs, files: options.skipFiles } }),
			...(options.platform === undefined ? {} : { platform: options.platform }),
		};
		all = options.allPlatforms ? await scanPlatforms(target, scanning) : [await scan(target, scanning)];
		return all;
	} finally {
		context.busy(false);
		status.end(all.length === 0 ? undefined : describeTimings(addTimings(all.map(({ timings }) => timings))));
		database.close();
	}
}

function limitsOf(options: ScanCommandOptions): Limits {
	return { ...defaultLimits(), ...options.limit };
}

function policiesOf(options: ScanCommandOptions): readonly Policy[] {
	const { allowIncomplete, failOn, ignoreUnfixed } = options;
	return [severityGate({ failOn, ignoreUnfixed }), completeness({ allowIncomplete })];
}

/** For advice in reports, which does without where an ecosystem's versions cannot be compared. */
function compareIfKnown(ecosystem: string, a: string, b: string): number | undefined {
	try {
		return compareVersions(ecosystem, a, b);
	} catch (error) {
		if (error instanceof AdvisoryError) return undefined;
		throw error;
	}
}

function isShown(finding: Finding, options: ScanCommandOptions): boolean {
	if (options.ignoreUnfixed && finding.fixedVersion === undefined) return false;
	return options.severity === undefined || options.severity.includes(finding.severity);
}
