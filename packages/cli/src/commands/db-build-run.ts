import { buildDatabase } from "@plimsoll/advisories";
import { defaultLimits, neutralise } from "@plimsoll/core";
import { CliError } from "../cli-error.ts";
import type { CommandContext } from "../program.ts";
import type { DatabaseBuildOptions } from "./db.ts";

/** `plimsoll db build`. */
export async function runDatabaseBuild(options: DatabaseBuildOptions, context: CommandContext): Promise<void> {
	if (options.from === undefined) throw new CliError("usage", "db build takes --from FOLDER|URL: where OSV's bulk export is");

	const result = await buildDatabase({
		from: options.from,
		output: options.output,
		kind: "full",
		limits: defaultLimits(),
		signal: context.signal,
	});
	for (const skipped of result.skipped) process.stderr.write(`plimsoll: skipped ${neutralise(`${skipped.name}: ${skipped.reason}`)}\n`);
	if (!options.quiet) process.stdout.write(`${options.output}: ${result.identity.advisories} advisories\n`);
}
