import type { Command } from "commander";
import { addFlags } from "../options/flag.ts";
import { type ScanCommandOptions, scanFlags } from "../options/scan-options.ts";
import type { CommandContext } from "./define-command.ts";

const EXAMPLES = `
Examples:
  plimsoll scan ghcr.io/org/app:1.2 --fail-on high
  plimsoll scan oci:./layout:1.0 --platform linux/arm64
  plimsoll scan docker-archive:app.tar --fail-on high --ignore-unfixed
  docker save app | plimsoll scan - --fail-on high
  syft app -o spdx-json | plimsoll scan -
  plimsoll scan ./layout --format table --format sarif=app.sarif --format cyclonedx=bom.json`;

/** Declares `plimsoll scan`. */
export function defineScan(command: Command, context: CommandContext): void {
	command
		.argument(
			"<target>",
			"a path, told apart by content, or oci:PATH[:TAG], oci-archive:PATH[:TAG], docker-archive:PATH[:REFERENCE], dir:PATH, rootfs:PATH, sbom:PATH, docker:NAME, podman:NAME; the name of an image in a registry; PATH - is standard input",
		)
		.action(async (target: string, options: ScanCommandOptions) => {
			const { runScan } = await import("./scan-run.ts");
			context.exit(await runScan(target, options, context));
		});
	addFlags(command, scanFlags);
	command.addHelpText("after", EXAMPLES);
}
