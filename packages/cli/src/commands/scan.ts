import type { Command } from "commander";
import { addFlags } from "../options/flag.ts";
import { type ScanCommandOptions, scanFlags } from "../options/scan-options.ts";
import type { CommandContext } from "../program.ts";

/** Declares `plimsoll scan`. */
export function addScanCommand(program: Command, context: CommandContext): void {
	const command = program
		.command("scan")
		.description("find the packages of an image or folder and what is known to be wrong with them")
		.argument(
			"<target>",
			"a path, told apart by content, or oci:PATH[:TAG], oci-archive:PATH[:TAG], docker-archive:PATH[:REFERENCE], dir:PATH",
		)
		.action(async (target: string, options: ScanCommandOptions) => {
			const { runScan } = await import("./scan-run.ts");
			context.exit(await runScan(target, options, context));
		});
	addFlags(command, scanFlags);
}
