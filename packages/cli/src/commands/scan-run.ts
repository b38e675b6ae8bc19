import { AdvisoryError, compareVersions, openDatabase, openStarterDatabase } from "@plimsoll/advisories";
import type { Evidence, Finding } from "@plimsoll/core";
import { completeness, evaluate, type Policy, severityGate } from "@plimsoll/policy";
import type { Report } from "@plimsoll/report";
import { exitCodeOf } from "../exit-code.ts";
import type { ScanCommandOptions } from "../options/scan-options.ts";
import { planOutputs } from "../output.ts";
import { requireRoom } from "../write-set.ts";
import type { CommandContext } from "./define-command.ts";
import { examine, refuseContradictions } from "./examine.ts";
import { writeReports } from "./write-reports.ts";

/**
 * `plimsoll scan`: scans one target, writes every report that was asked for and judges the evidence.
 *
 * @returns the exit code
 */
export async function runScan(target: string, options: ScanCommandOptions, context: CommandContext): Promise<number> {
	refuseContradictions(target, options);
	const outputs = planOutputs(options);
	for (const output of outputs) if (options.allPlatforms) requireRoom(output);

	const policies = policiesOf(options);
	const all = await examineWithDatabase(target, options, context);
	const reports = all.map((evidence) => reportOf(evidence, policies, options));
	return exitCodeOf(await writeReports(reports, outputs, options.allPlatforms));
}

function reportOf(evidence: Evidence, policies: readonly Policy[], options: ScanCommandOptions): Report {
	return {
		evidence,
		verdict: evaluate(evidence, policies),
		shown: evidence.findings.filter((finding) => isShown(finding, options)),
		compareVersions: compareIfKnown,
	};
}

async function examineWithDatabase(target: string, options: ScanCommandOptions, context: CommandContext): Promise<readonly Evidence[]> {
	const database = options.db === undefined ? openStarterDatabase() : openDatabase(options.db);
	try {
		return await examine(target, options, context, database);
	} finally {
		database.close();
	}
}

function policiesOf(options: ScanCommandOptions): readonly Policy[] {
	const { allowIncomplete, strict, failOn, ignoreUnfixed } = options;
	return [severityGate({ failOn, ignoreUnfixed }), completeness({ allowIncomplete, strict })];
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
