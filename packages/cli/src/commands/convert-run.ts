import { neutralise } from "@plimsoll/core";
import { completeness, evaluate } from "@plimsoll/policy";
import { droppedBy } from "@plimsoll/report/sbom";
import { CliError } from "../cli-error.ts";
import { exitCodeOf } from "../exit-code.ts";
import type { ConvertCommandOptions } from "../options/convert-options.ts";
import { BILL_FORMATS } from "../options/sbom-options.ts";
import { planOutputs, requireFormat } from "../output.ts";
import type { CommandContext } from "./define-command.ts";
import { refuseStrictAndAllowed } from "./examine.ts";
import { type ReadBill, readBill } from "./read-bill.ts";
import { writeReports } from "./write-reports.ts";

/**
 * `plimsoll convert`: reads a bill of materials, writes it in other formats, and says on standard error what it drops.
 *
 * @returns the exit code
 */
export async function runConvert(file: string, options: ConvertCommandOptions, context: CommandContext): Promise<number> {
	refuseStrictAndAllowed(options);
	if (options.format.length === 0) throw new CliError("usage", `convert takes --format: one of ${BILL_FORMATS.join(", ")}`);
	const outputs = planOutputs(options);
	for (const output of outputs) requireFormat(output, BILL_FORMATS, "convert writes");

	const bill = await readBill(file, options.limit, context.signal);
	const { allowIncomplete, strict } = options;
	const verdict = evaluate(bill.evidence, [completeness({ allowIncomplete, strict })]);
	await writeReports([{ evidence: bill.evidence, verdict, shown: [] }], outputs, false);
	if (!options.quiet) sayDropped(file, bill, new Set(outputs.map(({ format }) => format)));
	return exitCodeOf(verdict);
}

function sayDropped(file: string, { evidence, ignored }: ReadBill, formats: ReadonlySet<string>): void {
	say(`${file}: not read`, ignored);
	for (const format of formats) say(`${format} has no place for`, droppedBy(format, evidence));
}

function say(what: string, counted: readonly { readonly what: string; readonly count: number }[]): void {
	if (counted.length === 0) return;
	const list = counted.map((each) => `${each.what} (${each.count})`).join(", ");
	process.stderr.write(`plimsoll: ${neutralise(`${what}: ${list}`)}\n`);
}
