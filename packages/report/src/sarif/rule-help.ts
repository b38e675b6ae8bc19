import type { Finding, SeveritySource } from "@plimsoll/core";
import { webAddress } from "../web-address.ts";
import { markdown, plainName } from "./escape.ts";
import type { FindingInPackage } from "./rules.ts";

/** Rows of one rule's help; a vulnerability of a common source can be in a hundred packages. */
const MAX_ROWS = 25;
const MAX_LINKS = 10;

/** What to know and do about a vulnerability, in plain text. */
export function helpText(id: string, found: readonly FindingInPackage[]): string {
	const lines = found.slice(0, MAX_ROWS).map(({ finding, pkg }) => {
		const installed = `${plainName(pkg?.name ?? finding.purl)} ${plainName(pkg?.version ?? "")}`.trim();
		return `${installed}: ${finding.severity} (${severityFrom(finding.severitySource)}), ${remedy(finding)}.`;
	});
	return [`${id} is known to affect packages of this subject.`, ...lines, ...more(found.length)].join("\n");
}

/** The same in Markdown, as a table with links to the advisories. */
export function helpMarkdown(id: string, found: readonly FindingInPackage[]): string {
	const rows = found.slice(0, MAX_ROWS).map(({ finding, pkg }) => {
		const cells = [
			markdown(pkg?.name ?? finding.purl),
			markdown(pkg?.version ?? ""),
			finding.fixedVersion === undefined ? "no fix known" : markdown(finding.fixedVersion),
			`${finding.severity} (${markdown(severityFrom(finding.severitySource))})`,
		];
		return `| ${cells.join(" | ")} |`;
	});
	const head = ["| package | installed | fixed in | severity |", "|---|---|---|---|"];
	const sections = [`**${markdown(id)}**`, [...head, ...rows].join("\n"), ...more(found.length), links(found)];
	return sections.filter((section) => section !== "").join("\n\n");
}

/** What to do about a finding. */
export function remedy(finding: Finding): string {
	return finding.fixedVersion === undefined ? "no fix is known" : `fixed in ${plainName(finding.fixedVersion)}`;
}

function severityFrom(source: SeveritySource): string {
	switch (source.kind) {
		case "distribution":
			return `as the distribution rates it in ${plainName(source.advisory)}`;
		case "cvss":
			return plainName(source.vector ?? "CVSS");
		case "advisory":
			return `as ${plainName(source.advisory)} says`;
		case "none":
			return "not rated";
	}
}

function more(rows: number): string[] {
	return rows > MAX_ROWS ? [`${rows - MAX_ROWS} more packages are affected.`] : [];
}

function links(found: readonly FindingInPackage[]): string {
	const pages = new Map<string, string>();
	for (const { finding } of found) {
		for (const advisory of finding.advisories) {
			const address = webAddress(advisory.url);
			if (address !== undefined) pages.set(advisory.id, address);
		}
	}
	return [...pages]
		.slice(0, MAX_LINKS)
		.map(([id, address]) => `- [${markdown(id)}](${address})`)
		.join("\n");
}
