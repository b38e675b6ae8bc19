import { compareSeverity, type Finding, type Package, type Severity } from "@plimsoll/core";
import { advisorySource } from "../advisory-source.ts";
import { plainName, plainText } from "./escape.ts";
import { type Level, levelOf, securitySeverity } from "./levels.ts";
import { helpMarkdown, helpText } from "./rule-help.ts";

interface Text {
	readonly text: string;
}

/** A `reportingDescriptor` (SARIF 2.1.0, 3.49) as code scanning reads it. */
export interface Rule {
	readonly id: string;
	readonly name: string;
	readonly shortDescription: Text;
	readonly fullDescription: Text;
	readonly help: Text & { readonly markdown: string };
	readonly helpUri: string;
	readonly defaultConfiguration: { readonly level: Level };
	readonly properties: { readonly "security-severity"?: string; readonly precision: "high"; readonly tags: readonly string[] };
}

/** A finding and its package, where the inventory has it. */
export interface FindingInPackage {
	readonly finding: Finding;
	readonly pkg: Package | undefined;
}

/** Packages named in a rule's description. */
const MAX_NAMES = 5;

/** The id of the rule for a finding: one rule for each vulnerability, whatever packages it is found in. */
export function ruleId(finding: Finding): string {
	return plainName(finding.id) || "unnamed";
}

/** The rule of a vulnerability: as bad as its worst finding. */
export function ruleOf(id: string, found: readonly FindingInPackage[]): Rule {
	const names = [...new Set(found.map(({ finding, pkg }) => plainName(pkg?.name ?? finding.purl)))];
	const where = names.slice(0, MAX_NAMES).join(", ") + (names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : "");
	const summary = found.map(({ finding }) => finding.summary).find((text) => text !== undefined && text.trim() !== "");
	const severity = worst(found);
	const scores = found.map(({ finding }) => securitySeverity(finding)).filter((score) => score !== undefined);

	return {
		id,
		name: "VulnerablePackage",
		shortDescription: { text: `${id} in ${where}` },
		fullDescription: { text: summary === undefined ? `${id}: a known vulnerability in ${where}.` : plainText(summary) },
		help: { text: helpText(id, found), markdown: helpMarkdown(id, found) },
		helpUri: advisorySource(id).url,
		defaultConfiguration: { level: levelOf(severity) },
		properties: {
			...(scores.length === 0 ? {} : { "security-severity": Math.max(...scores).toFixed(1) }),
			precision: "high",
			tags: ["security", "vulnerability", severity],
		},
	};
}

function worst(found: readonly FindingInPackage[]): Severity {
	return found.map(({ finding }) => finding.severity).reduce((a, b) => (compareSeverity(a, b) <= 0 ? a : b), "unknown");
}
