import { AdvisoryError, compareVersions, openDatabase, openStarterDatabase } from "@plimsoll/advisories";
import { defaultLimits, type Evidence, type Finding, type Limits, sourceDate } from "@plimsoll/core";
import { completeness, evaluate, type Policy, severityGate } from "@plimsoll/policy";
import { type Report, reporterOf } from "@plimsoll/report";
import { scan } from "@plimsoll/scan";
import { exitCodeOf } from "../exit-code.ts";
import type { ScanCommandOptions } from "../options/scan-options.ts";
import { planOutputs, write } from "../output.ts";
import { registrySettingsOf } from "../registry-settings.ts";
import { describeProgress, describeTimings } from "../scan-status.ts";
import { createStatusLine } from "../status-line.ts";
import { thisTool } from "../tool.ts";
import type { CommandContext } from "./define-command.ts";

/**
 * `plimsoll scan`: scans one target, writes every report that was asked for and judges the evidence.
 *
 * @returns the exit code
 */
export async function runScan(target: string, options: ScanCommandOptions, context: CommandContext): Promise<number> {
	const outputs = planOutputs(options);
	const evidence = await examine(target, options, context);
	const verdict = evaluate(evidence, policiesOf(options));
	const report: Report = {
		evidence,
		verdict,
		shown: evidence.findings.filter((finding) => isShown(finding, options)),
		compareVersions: compareIfKnown,
	};

	const date = sourceDate(process.env);
	for (const output of outputs) {
		const render = await reporterOf(output.format).load();
		const text = render(report, {
			columns: output.columns,
			color: output.color,
			...(date === undefined ? {} : { sourceDate: date }),
		});
		await write(output, text);
	}
	return exitCodeOf(verdict);
}

async function examine(target: string, options: ScanCommandOptions, context: CommandContext): Promise<Evidence> {
	const database = options.db === undefined ? openStarterDatabase() : openDatabase(options.db);
	const status = createStatusLine(options.quiet);
	let evidence: Evidence | undefined;
	try {
		evidence = await scan(target, {
			tool: thisTool(),
			database,
			matchOwned: options.matchOwned,
			limits: limitsOf(options),
			registry: await registrySettingsOf(options),
			signal: context.signal,
			onProgress: (progress) => {
				context.busy(progress.step === "inventory" || progress.step === "match");
				status.show(describeProgress(progress));
			},
			...(options.platform === undefined ? {} : { platform: options.platform }),
		});
		return evidence;
	} finally {
		context.busy(false);
		status.end(evidence && describeTimings(evidence.timings));
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
