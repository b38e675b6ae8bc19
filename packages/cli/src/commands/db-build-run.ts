import { type BuildProgress, type BuildResult, buildDatabase, type SkippedRecords } from "@plimsoll/advisories/build";
import { defaultLimits, neutralise } from "@plimsoll/core";
import { CliError } from "../cli-error.ts";
import { createStatusLine } from "../status-line.ts";
import type { DatabaseBuildOptions } from "./db.ts";
import type { CommandContext } from "./define-command.ts";

/** `plimsoll db build`. */
export async function runDatabaseBuild(options: DatabaseBuildOptions, context: CommandContext): Promise<void> {
	if (options.from === undefined) throw new CliError("usage", "db build takes --from FOLDER|URL: where OSV's bulk export is");

	const status = createStatusLine(options.quiet);
	let result: BuildResult | undefined;
	try {
		result = await buildDatabase({
			from: options.from,
			output: options.output,
			kind: "full",
			limits: defaultLimits(),
			signal: context.signal,
			onProgress: (progress) => status.show(describe(progress)),
		});
	} finally {
		status.end();
	}
	for (const skipped of result.skipped) process.stderr.write(`plimsoll: ${neutralise(describeSkipped(skipped))}\n`);
	if (!options.quiet) process.stdout.write(`${options.output}: ${result.identity.advisories} advisories\n`);
}

function describe({ step, source, advisories }: BuildProgress): string {
	return step === "compile" ? `Compiling ${advisories} advisories …` : `Reading ${neutralise(source ?? "")} … ${advisories} advisories`;
}

function describeSkipped({ name, reason, count }: SkippedRecords): string {
	return count === 1 ? `skipped ${name}: ${reason}` : `skipped ${count} records, ${name} first: ${reason}`;
}
