import { type DatabaseIdentity, type Evidence, formatPlatform, hexOf, type Package } from "@plimsoll/core";
import { partOf } from "../part.ts";
import type { ReportSet } from "../reporter.ts";
import { grouped, quantity } from "./counts.ts";
import { shownName, shownText } from "./foreign.ts";
import { fit, padTo, wrap } from "./layout.ts";
import type { Painter } from "./paint.ts";

const LABEL_COLUMNS = 12;

/** What was examined, and with what. */
export function header(evidence: Evidence, columns: number, paint: Painter): string[] {
	return headerLines(evidence, subjectRows(evidence), { columns, paint });
}

/** What was examined where there are several reports: each part in a line. */
export function setHeader({ reports }: ReportSet, merged: Evidence, room: Room): string[] {
	const parts = reports.map((report, index): [string, string] => {
		const { subject, packages } = report.evidence;
		const digest = subject.kind === "image" ? `${hexOf(subject.digest).slice(0, 12)} · ${quantity(subject.layers.length, "layer")} · ` : "";
		const findings = quantity(report.evidence.findings.length, "finding");
		return [
			index === 0 ? "Platforms" : "",
			`${shownName(partOf(report))} · ${digest}${quantity(packages.length, "package")} · ${findings}`,
		];
	});
	return headerLines(merged, [["Image", shownText(merged.subject.target)], ...parts], room);
}

/** Where lines go. */
export interface Room {
	readonly columns: number;
	readonly paint: Painter;
}

function headerLines(evidence: Evidence, subject: readonly [string, string][], { columns, paint }: Room): string[] {
	const { tool, operatingSystem } = evidence;
	const rows: [string, string][] = [
		...subject,
		["System", operatingSystem === undefined ? "not identified" : shownName(operatingSystem.name)],
		["Packages", describePackages(evidence.packages)],
		["Database", describeDatabase(evidence.database)],
	];
	const lines = [paint("title", fit(`${shownName(tool.name)} ${shownName(tool.version)}`, columns)), ""];
	for (const [label, text] of rows) {
		for (const [index, line] of wrap(text, columns - LABEL_COLUMNS).entries()) {
			lines.push(paint("quiet", padTo(index === 0 ? label : "", LABEL_COLUMNS)) + line);
		}
	}
	return lines;
}

function subjectRows({ subject }: Evidence): [string, string][] {
	if (subject.kind === "directory") return [["Folder", shownText(subject.target)]];
	if (subject.kind === "sbom") {
		const about = subject.describes === undefined ? [] : [["About", shownText(subject.describes.name)] satisfies [string, string]];
		return [["SBOM", `${shownText(subject.target)} (${shownName(subject.format)})`], ...about];
	}

	const tags = subject.tags.length === 0 ? "" : ` (${shownText(subject.tags.join(", "))})`;
	const digest = `${hexOf(subject.digest).slice(0, 12)} · ${shownName(formatPlatform(subject.platform))}`;
	return [
		["Image", shownText(subject.target) + tags],
		["Digest", `${digest} · ${quantity(subject.layers.length, "layer")}`],
	];
}

function describePackages(packages: readonly Package[]): string {
	const counts = new Map<string, number>();
	for (const { type } of packages) counts.set(type, (counts.get(type) ?? 0) + 1);
	const types = [...counts].sort((a, b) => b[1] - a[1]).map(([type, count]) => `${grouped(count)} ${shownName(type)}`);
	return types.length === 0 ? "none found" : `${grouped(packages.length)}: ${types.join(", ")}`;
}

function describeDatabase(database: DatabaseIdentity | undefined): string {
	if (database === undefined) return "none: nothing was matched";
	const newest = database.modified === undefined ? "" : `, newest ${shownName(database.modified.slice(0, 10))}`;
	return `${database.kind === "starter" ? "starter, " : ""}${grouped(database.advisories)} advisories${newest}`;
}
