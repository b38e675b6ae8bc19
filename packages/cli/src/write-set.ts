import { partOf, type RenderOptions, type Report, type ReportSet, reporterOf } from "@plimsoll/report";
import { CliError } from "./cli-error.ts";
import { type Output, write } from "./output.ts";

/** What stands in a file's name for the part that a report is about. */
const PART = "{platform}";

/**
 * Refuses to write several reports where there is room for one only.
 *
 * @throws {CliError} `usage`
 */
export function requireRoom({ format, file }: Output): void {
	if (reporterOf(format).loadSet !== undefined || file?.includes(PART) === true) return;
	const example = `--format ${format}=report-${PART}.json`;
	throw new CliError("usage", `${format} has room for one image only: name a file for each with --all-platforms, as in ${example}`);
}

/** Writes several reports as one document, or each to a file of its own where the file's name has a place for the platform. */
export async function writeSet(set: ReportSet, output: Output, rendering: RenderOptions): Promise<void> {
	const reporter = reporterOf(output.format);
	if (output.file?.includes(PART) === true) {
		const render = await reporter.load();
		for (const [file, report] of fileOfEach(set.reports, output.file)) await write({ ...output, file }, render(report, rendering));
		return;
	}
	const render = await reporter.loadSet?.();
	if (render !== undefined) await write(output, render(set, rendering));
}

/** Two images may be for the same platform: the later file has a number behind its name then. */
function fileOfEach(reports: readonly Report[], pattern: string): ReadonlyMap<string, Report> {
	const files = new Map<string, Report>();
	for (const report of reports) {
		const file = pattern.replaceAll(PART, () => plainPart(partOf(report)));
		files.set(files.has(file) ? `${file}.${files.size}` : file, report);
	}
	return files;
}

/** Platforms are foreign text, and no part of them may lead to another folder. */
function plainPart(part: string): string {
	return part.replace(/[^\w.-]+/g, "-").replace(/^\.+/, "");
}
