import type { Command } from "commander";
import { addFlags } from "../options/flag.ts";
import { type SbomCommandOptions, sbomFlags } from "../options/sbom-options.ts";
import type { CommandContext } from "./define-command.ts";

const EXAMPLES = `
Examples:
  plimsoll sbom app.tar > bom.json
  plimsoll sbom oci:./layout --format spdx-json@3.0=app.spdx.json --format cyclonedx-xml=bom.xml
  plimsoll sbom app.tar --check`;

/** Declares `plimsoll sbom`. */
export function defineSbom(command: Command, context: CommandContext): void {
	command.argument("<target>", "what 'plimsoll scan' takes").action(async (target: string, options: SbomCommandOptions) => {
		const { runSbom } = await import("./sbom-run.ts");
		context.exit(await runSbom(target, options, context));
	});
	addFlags(command, sbomFlags);
	command.addHelpText("after", EXAMPLES);
}
