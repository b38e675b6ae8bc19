import type { CoverageEntry, DatabaseIdentity, Finding, OperatingSystem, Package, Subject, Tool, Verdict } from "@plimsoll/core";
import { isLost } from "@plimsoll/core";
import { databaseNote } from "../database-note.ts";
import type { RenderOptions, Report, ReportSet } from "../reporter.ts";
import { type Summary, summarise } from "../summary.ts";

/**
 * Version of the JSON report. The first number changes when a program that reads it could break; the second when fields are
 * added.
 */
export const JSON_REPORT_VERSION = "1.1";

/** A finding with the facts of its package that nearly every reader looks up. */
export interface JsonFinding extends Finding {
	readonly packageName?: string;
	readonly installedVersion?: string;
}

/** A coverage entry which tells whether content was lost. */
export interface JsonCoverageEntry extends CoverageEntry {
	readonly lost: boolean;
}

/** The JSON report: evidence without what cannot be reproduced, its figures and its verdict. */
export interface JsonReport {
	readonly schemaVersion: string;
	readonly tool: Tool;
	/** RFC 3339, where a source date was given. */
	readonly created?: string;
	readonly subject: Subject;
	readonly operatingSystem?: OperatingSystem;
	readonly database?: DatabaseIdentity;
	/** What a reader has to know about the database. */
	readonly databaseNote?: string;
	readonly summary: Summary;
	readonly verdict: Verdict;
	readonly packages: readonly Package[];
	readonly findings: readonly JsonFinding[];
	readonly coverage: readonly JsonCoverageEntry[];
}

/** Makes the JSON report; its `findings` are those that are shown. */
export function jsonDocument(report: Report, options: RenderOptions): JsonReport {
	const { evidence, verdict } = report;
	const { operatingSystem, database } = evidence;
	const note = databaseNote(database);
	const packages = new Map(evidence.packages.map((pkg) => [pkg.purl, pkg]));
	return {
		schemaVersion: JSON_REPORT_VERSION,
		tool: evidence.tool,
		...(options.sourceDate === undefined ? {} : { created: options.sourceDate.toISOString() }),
		subject: evidence.subject,
		...(operatingSystem === undefined ? {} : { operatingSystem }),
		...(database === undefined ? {} : { database }),
		...(note === undefined ? {} : { databaseNote: note }),
		summary: summarise(report),
		verdict,
		packages: evidence.packages,
		findings: report.shown.map((finding) => withPackage(finding, packages.get(finding.purl))),
		coverage: evidence.coverage.map((entry) => ({ ...entry, lost: isLost(entry) })),
	};
}

/** Several JSON reports in one document, as for the platforms of an image. */
export interface JsonReportSet {
	readonly schemaVersion: string;
	readonly verdict: Verdict;
	readonly reports: readonly JsonReport[];
}

/** Makes the document of several JSON reports. */
export function jsonSetDocument({ reports, verdict }: ReportSet, options: RenderOptions): JsonReportSet {
	return { schemaVersion: JSON_REPORT_VERSION, verdict, reports: reports.map((report) => jsonDocument(report, options)) };
}

function withPackage(finding: Finding, pkg: Package | undefined): JsonFinding {
	return pkg === undefined ? finding : { ...finding, packageName: pkg.name, installedVersion: pkg.version };
}
