import type { CoverageEntry, Finding, Package } from "@plimsoll/core";
import { partOf } from "../part.ts";
import type { Report, ReportSet } from "../reporter.ts";
import { worstFirst } from "../worst-first.ts";

/** Several reports put together, and which part each shown finding is of. */
export interface MergedSet {
	readonly report: Report;
	/** By shown finding: `amd64, arm64`; absent where it is of every part. */
	readonly parts: ReadonlyMap<Finding, string>;
}

/**
 * Puts reports together: what is equal in several of them, but for the architecture and the place, stands there once.
 */
export function mergeSet({ reports, verdict }: ReportSet): MergedSet {
	const [first] = reports as readonly [Report, ...Report[]];
	const packages = new Merger<Package>();
	const findings = new Merger<Finding>();
	const shown = new Merger<Finding>();
	const coverage = new Merger<CoverageEntry>();
	for (const report of reports) {
		const part = partOf(report);
		const known = new Map(report.evidence.packages.map((pkg) => [pkg.purl, pkg]));
		const keyOf = (finding: Finding): string => findingKey(finding, known.get(finding.purl));
		for (const pkg of known.values()) packages.add(packageKey(pkg), pkg, part);
		for (const finding of report.evidence.findings) findings.add(keyOf(finding), finding, part);
		for (const finding of report.shown) shown.add(keyOf(finding), finding, part);
		for (const entry of report.evidence.coverage) coverage.add(`${entry.code} ${entry.message}`, entry, part);
	}
	const labels = partLabels(reports.map((report) => partOf(report)));
	const label = (parts: readonly string[]): string | undefined =>
		parts.length === reports.length ? undefined : parts.map((part) => labels.get(part)).join(", ");
	const evidence = {
		...first.evidence,
		packages: packages.all().map(({ value }) => value),
		findings: worstFirst(findings.all().map(({ value }) => value)),
		coverage: coverage.all().map(({ value, parts }) => ({ ...value, message: withParts(value.message, label(parts)) })),
	};
	const parts = new Map(shown.all().flatMap(({ value, parts: of }) => namedEntry(value, label(of))));
	return { report: { ...first, evidence, verdict, shown: worstFirst(shown.all().map(({ value }) => value)) }, parts };
}

interface Merged<T> {
	readonly value: T;
	readonly parts: readonly string[];
}

/** Keeps the first of equal things, and the parts that have one. */
class Merger<T> {
	readonly #merged: Map<string, { value: T; parts: string[] }> = new Map();

	add(key: string, value: T, part: string): void {
		const { parts } = this.#merged.getOrInsertComputed(key, () => ({ value, parts: [] }));
		if (parts.at(-1) !== part) parts.push(part);
	}

	all(): readonly Merged<T>[] {
		return [...this.#merged.values()];
	}
}

function packageKey({ type, name, version }: Package): string {
	return JSON.stringify([type, name, version]);
}

function findingKey(finding: Finding, pkg: Package | undefined): string {
	const { id, severity, fixedVersion } = finding;
	return JSON.stringify([id, severity, fixedVersion, pkg === undefined ? finding.purl : packageKey(pkg)]);
}

/** `amd64` for `linux/amd64`, where all parts are of one system. */
function partLabels(parts: readonly string[]): ReadonlyMap<string, string> {
	const systems = new Set(parts.map((part) => part.slice(0, part.indexOf("/") + 1)));
	return new Map(parts.map((part) => [part, systems.size === 1 ? part.slice(part.indexOf("/") + 1) : part]));
}

function namedEntry(finding: Finding, parts: string | undefined): readonly (readonly [Finding, string])[] {
	return parts === undefined ? [] : [[finding, parts]];
}

function withParts(message: string, parts: string | undefined): string {
	return parts === undefined ? message : `${parts}: ${message}`;
}
