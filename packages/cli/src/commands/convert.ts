import type { Command } from "commander";
import { type ConvertCommandOptions, convertFlags } from "../options/convert-options.ts";
import { addFlags } from "../options/flag.ts";
import type { CommandContext } from "./define-command.ts";

const EXAMPLES = `
Examples:
  plimsoll convert bom.json --format spdx-json > bom.spdx.json
  plimsoll convert bom.spdx --format cyclonedx@1.5=bom.json --format cyclonedx-xml=bom.xml`;

/** Declares `plimsoll convert`. */
export function defineConvert(command: Command, context: CommandContext): void {
	command
		.argument("<file>", "a bill of materials: CycloneDX, SPDX or Syft's own, told apart by content")
		.action(async (file: string, options: ConvertCommandOptions) => {
			const { runConvert } = await import("./convert-run.ts");
			context.exit(await runConvert(file, options, context));
		});
	addFlags(command, convertFlags);
	command.addHelpText("after", EXAMPLES);
}
