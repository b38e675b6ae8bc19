import { Command } from "commander";
import { addDatabaseCommands } from "./commands/db.ts";
import { addScanCommand } from "./commands/scan.ts";
import { addVersionCompareCommand } from "./commands/version-compare.ts";
import { thisTool } from "./tool.ts";

/** What a command is given beside its arguments. */
export interface CommandContext {
	/** Aborted on Ctrl-C. */
	readonly signal: AbortSignal;
	/** Sets the exit code of a command that did its work. */
	exit(code: number): void;
}

/** The whole command line. What a command needs beyond its own options is imported when it runs. */
export function createProgram(context: CommandContext): Command {
	const program = new Command("plimsoll")
		.description("Container security from Dockerfile to kernel.")
		.version(thisTool().version, "-V, --version", "print the version")
		.option("--debug", "print stack traces")
		.helpOption("-h, --help", "print help")
		.helpCommand(false)
		.showHelpAfterError("(--help says more)")
		.exitOverride()
		.configureOutput({ outputError: (text, write) => write(`plimsoll: ${text}`) })
		.addHelpText("after", EXAMPLES);

	addScanCommand(program, context);
	addDatabaseCommands(program, context);
	addVersionCompareCommand(program, context);
	return program;
}

const EXAMPLES = `
Examples:
  plimsoll scan oci:./layout                                  scan an OCI image layout
  plimsoll scan app.tar --fail-on high                        gate a build on what docker save wrote
  plimsoll scan app.tar --format sarif --output app.sarif     report for code scanning
  plimsoll db build --from ./osv-mirror --output plimsoll.db  the full advisory database

Exit codes: 0 pass, 1 gate failed, 2 usage or tool error, 3 report incomplete.`;
