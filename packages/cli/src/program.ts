import { Command } from "commander";
import type { CommandContext, DefineCommand } from "./commands/define-command.ts";
import { thisTool } from "./tool.ts";

interface CommandEntry {
	readonly name: string;
	readonly description: string;
	load(): Promise<DefineCommand>;
}

/** Every command; one is loaded only when it is the one that was asked for. */
const COMMANDS: readonly CommandEntry[] = [
	{
		name: "scan",
		description: "find the packages of an image or folder and what is known to be wrong with them",
		load: async () => (await import("./commands/scan.ts")).defineScan,
	},
	{
		name: "sbom",
		description: "write what is inside an image or folder as a bill of materials, or check how complete it is",
		load: async () => (await import("./commands/sbom.ts")).defineSbom,
	},
	{
		name: "convert",
		description: "write a bill of materials in another format, and say what is dropped",
		load: async () => (await import("./commands/convert.ts")).defineConvert,
	},
	{
		name: "db",
		description: "build and inspect the advisory database",
		load: async () => (await import("./commands/db.ts")).defineDatabase,
	},
	{
		name: "version-compare",
		description: "compare two versions by an ecosystem's ordering: prints <, = or >",
		load: async () => (await import("./commands/version-compare.ts")).defineVersionCompare,
	},
];

const EXAMPLES = `
Examples:
  plimsoll scan debian:12                                     scan an image in a registry
  plimsoll scan oci:./layout                                  scan an OCI image layout
  plimsoll scan app.tar --fail-on high                        gate a build on what docker save wrote
  plimsoll scan app.tar --format sarif --output app.sarif     report for code scanning
  plimsoll sbom app.tar --format spdx-json                    a bill of materials, without findings
  plimsoll db build --from ./osv-mirror --output plimsoll.db  the full advisory database

Exit codes: 0 pass, 1 gate failed, 2 usage or tool error, 3 report incomplete.`;

/** The command line as far as these arguments need it. */
export async function createProgram(args: readonly string[], context: CommandContext): Promise<Command> {
	const program = new Command("plimsoll")
		.description("Container security from Dockerfile to kernel.")
		.version(thisTool().version, "-V, --version", "print the version")
		.option("--debug", "print stack traces")
		.helpOption("-h, --help", "print help")
		.helpCommand(false)
		.exitOverride()
		// Defaults are part of the descriptions, in words.
		.configureHelp({ optionDescription: (option) => option.description })
		// Said once, in our own form, by whoever catches the error.
		.configureOutput({ outputError: () => {} })
		.addHelpText("after", EXAMPLES);

	const wanted = args.find((argument) => !argument.startsWith("-"));
	for (const { name, description, load } of COMMANDS) {
		const command = program.command(name).description(description);
		if (name === wanted) (await load())(command, context);
	}
	return program;
}
