import { type Evidence, sourceDate } from "@plimsoll/core";
import { completeness, evaluate } from "@plimsoll/policy";
import type { Report } from "@plimsoll/report";
import { type BillOrigin, checkElements, type ElementFormat, renderElements } from "@plimsoll/report/sbom";
import { CliError } from "../cli-error.ts";
import { EXIT_CODES, exitCodeOf } from "../exit-code.ts";
import { BILL_FORMATS, CHECK_FORMATS, type SbomCommandOptions } from "../options/sbom-options.ts";
import { planOutputs, requireFormat, write } from "../output.ts";
import { requireRoom } from "../write-set.ts";
import type { CommandContext } from "./define-command.ts";
import { examine, refuseContradictions } from "./examine.ts";
import { readBill } from "./read-bill.ts";
import { writeReports } from "./write-reports.ts";

/**
 * `plimsoll sbom`: writes what is inside a target, or with `--check` how complete that is. Nothing is matched, so that no
 * database is needed.
 *
 * @returns the exit code
 */
export async function runSbom(target: string, options: SbomCommandOptions, context: CommandContext): Promise<number> {
	refuseContradictions(target, options);
	if (options.check) return checkTarget(target, options, context);

	const outputs = planOutputs(options, "cyclonedx");
	for (const output of outputs) requireFormat(output, BILL_FORMATS, "sbom writes");
	for (const output of outputs) if (options.allPlatforms) requireRoom(output);

	const reports = (await examine(target, options, context)).map((evidence) => reportOf(evidence, options));
	return exitCodeOf(await writeReports(reports, outputs, options.allPlatforms));
}

function reportOf(evidence: Evidence, { allowIncomplete, strict }: SbomCommandOptions): Report {
	return { evidence, verdict: evaluate(evidence, [completeness({ allowIncomplete, strict })]), shown: [] };
}

async function checkTarget(target: string, options: SbomCommandOptions, context: CommandContext): Promise<number> {
	if (options.allPlatforms) throw new CliError("usage", "--check is of one image: name it with --platform");
	const outputs = planOutputs(options);
	for (const output of outputs) requireFormat(output, CHECK_FORMATS, "sbom --check writes");

	const [evidence] = (await examine(target, options, context)) as readonly [Evidence];
	const report = checkElements(evidence, await originOf(evidence, options, context));
	for (const output of outputs) await write(output, renderElements(report, output.format as ElementFormat));
	return report.complete ? exitCodeOf(reportOf(evidence, options).verdict) : EXIT_CODES.fail;
}

/** Who made the bill of materials that was examined, and when; or who would make it of what was examined. */
async function originOf({ subject, tool }: Evidence, options: SbomCommandOptions, context: CommandContext): Promise<BillOrigin> {
	if (subject.kind === "sbom") return (await readBill(subject.target, options.limit, context.signal)).origin;

	const date = sourceDate(process.env);
	return { creators: [`${tool.name} ${tool.version}`], ...(date === undefined ? {} : { created: date.toISOString() }) };
}
