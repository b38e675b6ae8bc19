import { type Finding, isLost } from "@plimsoll/core";
import { HOME_PAGE } from "../home-page.ts";
import { partOf } from "../part.ts";
import type { RenderOptions, Report, ReportSet } from "../reporter.ts";
import { worstFirst } from "../worst-first.ts";
import { plainName } from "./escape.ts";
import { describeNotifications, notificationsOf } from "./notifications.ts";
import { type Result, resultOf } from "./results.ts";
import { type FindingInPackage, type Rule, ruleId, ruleOf } from "./rules.ts";

/**
 * Results that code scanning accepts in one run.
 *
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#file-limits-per-repository
 */
export const MAX_RESULTS = 25_000;

/**
 * Makes the SARIF log: one rule for each vulnerability, one result for each finding, a notification for everything that was
 * not looked at.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(report: Report, options: RenderOptions): object {
	return logOf([runOf(report, options)]);
}

/** Makes the SARIF log of several reports: a run for each, told apart by the platform. */
export function sarifSetLog({ reports }: ReportSet, options: RenderOptions): object {
	return logOf(reports.map((report) => ({ automationDetails: { id: `plimsoll/${partOf(report)}/` }, ...runOf(report, options) })));
}

function logOf(runs: readonly object[]): object {
	return { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs };
}

function runOf(report: Report, options: RenderOptions): object {
	const { tool, subject, coverage } = report.evidence;
	const kept = worstFirst(report.shown).slice(0, MAX_RESULTS);
	const { rules, results } = rulesAndResults(report, kept);
	const notifications = notificationsOf(report, report.shown.length - kept.length);
	return {
		tool: {
			driver: {
				name: plainName(tool.name),
				version: plainName(tool.version),
				informationUri: HOME_PAGE,
				rules,
				notifications: describeNotifications(notifications),
			},
		},
		invocations: [
			{
				executionSuccessful: !coverage.some(isLost),
				...(options.sourceDate === undefined ? {} : { endTimeUtc: options.sourceDate.toISOString() }),
				toolExecutionNotifications: notifications,
			},
		],
		columnKind: "utf16CodeUnits",
		properties: {
			target: plainName(subject.target),
			...(subject.kind === "image" ? { digest: subject.digest } : {}),
			verdict: report.verdict.outcome,
		},
		results,
	};
}

function rulesAndResults(report: Report, findings: readonly Finding[]): { rules: Rule[]; results: Result[] } {
	const packages = new Map(report.evidence.packages.map((pkg) => [pkg.purl, pkg]));
	const byRule = new Map<string, FindingInPackage[]>();
	for (const finding of findings) {
		byRule.getOrInsertComputed(ruleId(finding), () => []).push({ finding, pkg: packages.get(finding.purl) });
	}

	const rules: Rule[] = [];
	const results: Result[] = [];
	const seen = new Map<string, number>();
	for (const [id, found] of byRule) {
		const ruleIndex = rules.push(ruleOf(id, found)) - 1;
		for (const each of found) {
			const { fingerprint } = each.finding;
			const occurrence = seen.get(fingerprint) ?? 0;
			seen.set(fingerprint, occurrence + 1);
			results.push(resultOf(each, { subject: report.evidence.subject, ruleId: id, ruleIndex, occurrence }));
		}
	}
	return { rules, results };
}
